package io.orderpipeline.sim;

import io.orderpipeline.sim.SimulationProgress.Phase;
import io.orderpipeline.sim.client.Outbound;
import io.orderpipeline.sim.traffic.Traffic.Sending;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says to the pipeline what is to be said, at the rate that was asked for, and waits for what comes
 * of it. The listener hears about ten times a second how far it is. For one thread.
 */
final class Conversation {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_EVERY_MS = 20;

    private final SimulationOptions options;
    private final Outbound outbound;
    private final BooleanSupplier stopping;
    private final BiConsumer<Phase, Outbound.Tally> listener;
    private @Nullable Phase told;
    private long toldNanos;

    Conversation(
            SimulationOptions options,
            Outbound outbound,
            BooleanSupplier stopping,
            BiConsumer<Phase, Outbound.Tally> listener) {
        this.options = options;
        this.outbound = outbound;
        this.stopping = stopping;
        this.listener = listener;
    }

    /**
     * Sends all of it and waits until the fate of each record is known; false if stopped before.
     */
    boolean send(Iterable<Sending> sendings) throws InterruptedException {
        long dueNanos = System.nanoTime();
        long gapNanos = options.ratePerSecond() == 0 ? 0 : 1_000_000_000L / options.ratePerSecond();
        for (Sending sending : sendings) {
            outbound.listenUntil(dueNanos);
            if (stopping.getAsBoolean()) {
                return false;
            }
            outbound.send(sending);
            dueNanos += gapNanos;
            tell(Phase.SENDING);
        }
        while (!outbound.idle() && !stopping.getAsBoolean()) {
            outbound.listenUntil(System.nanoTime() + TICK_NANOS);
            tell(Phase.SENDING);
        }
        return outbound.idle();
    }

    /**
     * Waits, as long as it was asked for, until every command has its outcome and every capture is
     * closed; true if that is so.
     */
    boolean settle() throws InterruptedException {
        long untilNanos = System.nanoTime() + options.settle().toNanos();
        while (!outbound.settled()
                && !stopping.getAsBoolean()
                && outbound.blind().isEmpty()
                && System.nanoTime() - untilNanos < 0) {
            tell(Phase.SETTLING);
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        return outbound.settled();
    }

    private void tell(Phase phase) {
        long now = System.nanoTime();
        if (phase != told || now - toldNanos > TICK_NANOS) {
            told = phase;
            toldNanos = now;
            listener.accept(phase, outbound.tally());
        }
    }
}
