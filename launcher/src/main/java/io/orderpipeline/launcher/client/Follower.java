package io.orderpipeline.launcher.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows a stream of events over lost connections: it comes back with the id of the last event, so
 * that the app leaves nothing out. The first connection must succeed; later ones are tried again
 * until the patience is over.
 */
public final class Follower {

    /** Three heartbeats of the app. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final AppClient client;
    private final RequestPath path;
    private final Consumer<String> notices;
    private final Duration silence;
    private final Patience patience;
    private String lastEventId = "";

    /**
     * @param notices takes what a person should know about the connection
     */
    public Follower(AppClient client, RequestPath path, Consumer<String> notices) {
        this(client, path, notices, SILENCE, new Patience());
    }

    Follower(
            AppClient client,
            RequestPath path,
            Consumer<String> notices,
            Duration silence,
            Patience patience) {
        this.client = client;
        this.path = path;
        this.notices = notices;
        this.silence = silence;
        this.patience = patience;
    }

    /**
     * Hands over every event until that is enough.
     *
     * @param more takes an event; false when no more are wanted
     * @throws RefusalException when the app does not want to be followed
     * @throws UncheckedIOException when it cannot be reached, at first or for too long
     */
    public void follow(Predicate<ServerEvent> more) {
        Optional<String> lost = read(client.open(path, ""), more);
        while (lost.isPresent()) {
            orGiveUp(
                    new UncheckedIOException(
                            "There has been no stream of events for too long",
                            new IOException(lost.get())),
                    true);
            notices.accept("The connection is lost (%s).".formatted(lost.get()) + whereToGoOn());
            lost = read(reconnected(), more);
        }
    }

    private String whereToGoOn() {
        return lastEventId.isEmpty()
                ? " Events until the next connection are not shown."
                : " Going on after " + lastEventId + ".";
    }

    /** Why the connection was lost; empty when no more events are wanted. */
    private Optional<String> read(EventStream connection, Predicate<ServerEvent> more) {
        try (EventStream stream = connection) {
            while (true) {
                ServerEvent event = stream.next(silence);
                if (event.type().equals("dropped")) {
                    return lost(stream, "the app cut it off: " + event.data());
                }
                if (!more.test(event)) {
                    return Optional.empty();
                }
            }
        } catch (IOException lost) {
            return lost(connection, String.valueOf(lost.getMessage()));
        }
    }

    private Optional<String> lost(EventStream stream, String why) {
        lastEventId = stream.lastEventId();
        stream.retry().ifPresent(patience::beginWith);
        if (stream.heard()) {
            patience.answered();
        }
        return Optional.of(why);
    }

    private EventStream reconnected() {
        while (true) {
            patience.pause();
            try {
                EventStream stream = client.open(path, lastEventId);
                notices.accept("Connected again.");
                return stream;
            } catch (RefusalException refused) {
                orGiveUp(refused, refused.isPassing());
            } catch (UncheckedIOException unreachable) {
                orGiveUp(unreachable, true);
            }
        }
    }

    private void orGiveUp(RuntimeException failure, boolean passing) {
        if (!passing || patience.isOver()) {
            throw failure;
        }
    }
}
