package io.orderpipeline.launcher.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines from the HTTP client's threads to one reader, who can wait for them with a deadline:
 * reading the body itself would wait for ever on a peer that is gone without a word.
 */
final class LineQueue implements Flow.Subscriber<String> {

    /** So many lines are taken from the connection before the reader has had the first. */
    private static final int AHEAD = 256;

    /** A line, or why there are no more. */
    private record Signal(@Nullable String line, String end) {}

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription connection;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        connection = subscription;
        subscription.request(AHEAD);
    }

    @Override
    public void onNext(String line) {
        signals.add(new Signal(line, ""));
    }

    @Override
    public void onError(Throwable lost) {
        signals.add(new Signal(null, Objects.requireNonNullElse(lost.getMessage(), "lost")));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal(null, "the app ended the stream"));
    }

    /** The next line; no line in that time, or none ever more, is an exception. */
    String take(Duration patience) throws IOException {
        Signal signal = poll(patience);
        if (signal == null) {
            throw new IOException("nothing came for " + patience.toSeconds() + " s");
        }
        if (signal.line() == null) {
            signals.add(signal); // whoever asks again is told again
            throw new IOException(signal.end());
        }
        Flow.Subscription from = connection;
        if (from != null) {
            from.request(1);
        }
        return signal.line();
    }

    private @Nullable Signal poll(Duration patience) throws InterruptedIOException {
        try {
            return signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    void cancel() {
        Flow.Subscription from = connection;
        if (from != null) {
            from.cancel();
        }
    }
}
