package io.orderpipeline.sim.digest;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A body whose next bytes must come in time. Java's client has a limit for the head of an answer
 * alone: an app that hangs thereafter would be waited for without end. Confined to one thread.
 */
final class ImpatientStream extends FilterInputStream {

    private static final ScheduledThreadPoolExecutor ALARMS = alarms();

    private final Duration patience;
    private volatile boolean late;

    private ImpatientStream(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
    }

    private static ScheduledThreadPoolExecutor alarms() {
        ScheduledThreadPoolExecutor alarms =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "impatience");
                            thread.setDaemon(true);
                            return thread;
                        });
        alarms.setRemoveOnCancelPolicy(true);
        return alarms;
    }

    /** The lines of a body; reading them may fail with an unchecked exception. */
    static Stream<String> lines(InputStream body, Duration patience) {
        BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new ImpatientStream(body, patience), StandardCharsets.UTF_8));
        return reader.lines().onClose(() -> close(reader));
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Future<?> alarm = ALARMS.schedule(this::end, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return inTime(super.read(bytes, offset, length));
        } catch (IOException failed) {
            int unused = inTime(-1);
            throw failed;
        } finally {
            boolean unused = alarm.cancel(false);
        }
    }

    /** What was ended here must not look as if it had been complete. */
    private int inTime(int read) throws IOException {
        if (late) {
            throw new IOException("nothing more came for " + patience.toSeconds() + " s");
        }
        return read;
    }

    private void end() {
        late = true;
        try {
            super.close();
        } catch (IOException gone) {
            // Then nobody waits any more.
        }
    }
}
