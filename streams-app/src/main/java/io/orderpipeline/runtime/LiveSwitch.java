package io.orderpipeline.runtime;

import io.orderpipeline.generation.GenerationTable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the turn to answer to the generation that the table says is live, and to nobody while the
 * table holds. A generation that becomes live must first know all that its predecessor may have
 * told anywhere: its partitions catch up anew, with the log as it is when the switch is seen here.
 * Changed by those who follow the table and who start generations, asked by any thread.
 */
final class LiveSwitch<C extends LiveSwitch.Candidate> {

    private final Map<Integer, C> hosted = new ConcurrentHashMap<>();
    private final Consumer<C> onLive;
    private GenerationTable table;
    private volatile @Nullable C live;
    private volatile CompletableFuture<Void> answering = CompletableFuture.completedFuture(null);

    /**
     * Hosts nothing yet.
     *
     * @param onLive is told which one answers from now on
     */
    LiveSwitch(GenerationTable table, Consumer<C> onLive) {
        this.table = table;
        this.onLive = onLive;
    }

    /** A generation that is hosted here. */
    interface Candidate {

        int number();

        /** May answer from now on. */
        void give();

        /** Must not answer any more: nothing that is read from now on counts. */
        void take();

        /** Is to catch up with the log as it is now. */
        void anew();

        boolean isCaughtUp();
    }

    /** The table is so now. */
    synchronized void see(GenerationTable newer) {
        if (newer.holding().isPresent() || newer.live() != table.live()) {
            pause();
        }
        table = newer;
        resume();
    }

    /** A generation is hosted here from now on. */
    synchronized void add(C generation) {
        hosted.put(generation.number(), generation);
        resume();
    }

    /** A generation is not hosted here any more. */
    synchronized void remove(int number) {
        C gone = hosted.remove(number);
        if (gone != null) {
            gone.take();
        }
        if (gone == live) {
            live = null;
        }
    }

    /** Lets those go on who wait, once there is something to answer from. */
    synchronized void look() {
        C now = live;
        if (!answering.isDone() && table.holding().isEmpty() && now != null && now.isCaughtUp()) {
            answering.complete(null);
        }
    }

    /** The one that is live; absent as long as it is not hosted here. */
    Optional<C> live() {
        return Optional.ofNullable(live);
    }

    /** Those that are hosted here, by number. */
    Map<Integer, C> hosted() {
        return Map.copyOf(hosted);
    }

    /** Done as long as the views answer; while they are held or switched, ends with that. */
    CompletableFuture<Void> answering() {
        return answering;
    }

    private void pause() {
        C before = live;
        if (before != null) {
            before.take();
            if (answering.isDone()) {
                answering = new CompletableFuture<>();
            }
        }
    }

    private void resume() {
        if (table.holding().isPresent()) {
            return;
        }
        C next = hosted.get(table.live());
        if (next != null && next != live) {
            next.anew();
            onLive.accept(next);
        }
        live = next;
        if (next != null) {
            next.give();
        }
    }
}
