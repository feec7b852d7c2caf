package io.orderpipeline.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands out free TCP ports of 127.0.0.1 in ascending order. They lie below the range from which
 * systems take the ports of outgoing connections: otherwise a client that retries a broker which is
 * down could be given the broker's own port, connect to itself, and keep the broker from returning.
 * A port can still be lost before its process binds it; starting is therefore retried. Confined to
 * one thread.
 */
public final class Ports {

    static final String HOST = "127.0.0.1";

    private static final int FIRST_RANDOM = 20_000;
    private static final int LAST_RANDOM = 30_000;
    private static final int LAST = 32_767;

    private int next;

    private Ports(int first) {
        this.next = first;
    }

    /** Free ports from a preferred one upwards. */
    static Ports from(int first) {
        return new Ports(first);
    }

    /** Free ports from a random start, so that stacks started side by side seldom meet. */
    public static Ports anywhere() {
        return new Ports(ThreadLocalRandom.current().nextInt(FIRST_RANDOM, LAST_RANDOM));
    }

    /** The next free port. */
    public int take() {
        while (next <= LAST) {
            int candidate = next++;
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new StackException("no free port left up to " + LAST);
    }

    /** Whether nobody listens there. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody accepts connections there. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress address(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
