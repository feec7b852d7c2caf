package io.orderpipeline.query.stream;

import io.orderpipeline.query.reply.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Server-sent events on the wire, after the HTML standard. One thread writes; any may ask how long
 * a write has been waiting for the client.
 */
final class Frames {

    private static final long NOT_WRITING = 0;
    private static final byte[] NOTHING = {};
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private long lastNanos = System.nanoTime();
    private volatile long writingSinceNanos = NOT_WRITING;

    Frames(OutputStream out) {
        this.out = out;
    }

    /** An event; JSON has no line breaks, so its data is one line. */
    void event(String id, String name, Object document) {
        write("id: " + id + "\nevent: " + name + "\ndata: ", Json.bytes(document));
    }

    /** An event that has no place in the stream: it leaves the client's last id as it is. */
    void event(String name, Object document) {
        write("event: " + name + "\ndata: ", Json.bytes(document));
    }

    /** Only an id: clients keep it for reconnecting, and tell their program nothing. */
    void id(String id) {
        write("id: " + id, NOTHING);
    }

    /** A comment, which clients skip. */
    void heartbeat() {
        write(": heartbeat", NOTHING);
    }

    void flush() {
        attempt(out::flush);
    }

    Duration sinceLast() {
        return Duration.ofNanos(System.nanoTime() - lastNanos);
    }

    /** Whether the client has let a write wait for longer than that. */
    boolean stuckFor(Duration bound) {
        long sinceNanos = writingSinceNanos;
        return sinceNanos != NOT_WRITING && System.nanoTime() - sinceNanos > bound.toNanos();
    }

    private void write(String head, byte[] data) {
        attempt(
                () -> {
                    out.write(head.getBytes(StandardCharsets.UTF_8));
                    out.write(data);
                    out.write(END);
                });
        lastNanos = System.nanoTime();
    }

    /** A piece of writing. */
    private interface Write {
        void run() throws IOException;
    }

    private void attempt(Write write) {
        writingSinceNanos = System.nanoTime() | 1; // never the mark for "not writing"
        try {
            write.run();
        } catch (IOException gone) {
            throw StreamEndedException.client();
        } finally {
            writingSinceNanos = NOT_WRITING;
        }
    }
}
