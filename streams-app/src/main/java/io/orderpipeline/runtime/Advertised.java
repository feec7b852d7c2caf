package io.orderpipeline.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name by which others reach this process. */
final class Advertised {

    private Advertised() {}

    /** The host it listens on, or the machine's own name when it listens on all addresses. */
    static String host(String listening) {
        try {
            return InetAddress.getByName(listening).isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostName()
                    : listening;
        } catch (UnknownHostException unknown) {
            throw new StartupException(
                    "http.host = '%s' is not an address of this machine".formatted(listening),
                    unknown);
        }
    }
}
