package io.orderpipeline.query.command;

import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.UnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands, sends them and has their outcomes waited for, without holding the thread that
 * brings them. Bounded: a command has a place from when it is taken until it is answered and the
 * brokers have spoken, and few threads at a time may be held up by brokers that are not to be
 * found. Safe for many threads.
 */
final class CommandDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

    /** Sending takes microseconds; whoever waits longer waits behind brokers that are away. */
    private static final long TURN_MS = 100;

    private final CommandLog log;
    private final WaitingRoom room;
    private final Semaphore places = new Semaphore(HttpLimits.WAITING_COMMANDS);
    private final Semaphore turns = new Semaphore(HttpLimits.WAITING_FOR_BROKERS);

    CommandDesk(CommandLog log, WaitingRoom room) {
        this.log = log;
        this.room = room;
    }

    /**
     * Sends a command; absent when too many wait already, and nothing was sent. It listens before
     * it sends: the outcome may come before the brokers' word.
     *
     * @param patience counted from when it was sent, so that what was certainly not is told as such
     * @return completes within that time, or as soon as more cannot be known
     */
    Optional<CompletableFuture<Reply>> submit(ClientCommand command, Duration patience) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        if (!isOurTurn()) {
            places.release();
            return Optional.empty();
        }
        try {
            room.open();
            return Optional.of(send(command, patience));
        } catch (UnavailableException deaf) {
            LOG.warn("no command is taken, for no outcome would be heard: {}", deaf.detail());
            places.release();
            return Optional.of(CompletableFuture.completedFuture(new Reply.NotSent()));
        } finally {
            turns.release();
        }
    }

    private CompletableFuture<Reply> send(ClientCommand command, Duration patience) {
        Waiting waiting = room.enter(command);
        CompletableFuture<Delivery> delivery = log.send(command);
        var told = delivery.thenAccept(waiting::delivered);
        CompletableFuture<Reply> reply =
                waiting.reply()
                        .completeOnTimeout(
                                new Reply.Pending(), patience.toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete((given, never) -> room.leave(command, waiting));
        var unused =
                CompletableFuture.allOf(told, reply)
                        .whenComplete((both, never) -> places.release());
        return reply;
    }

    private boolean isOurTurn() {
        try {
            return turns.tryAcquire(TURN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
