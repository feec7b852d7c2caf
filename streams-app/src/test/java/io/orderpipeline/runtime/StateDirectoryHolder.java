package io.orderpipeline.runtime;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that holds a state directory until its input ends. */
final class StateDirectoryHolder {

    private StateDirectoryHolder() {}

    public static void main(String[] args) throws IOException {
        try (StateDirectory held = StateDirectory.lock(Path.of(args[0]))) {
            System.out.println(held.instanceId());
            while (System.in.read() >= 0) {
                // held until the parent closes the pipe
            }
        }
    }
}
