package io.orderpipeline.serving;

import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Leads questions to a partition's stores, when this instance has a copy that may answer. Safe for
 * many threads.
 */
public final class Partitions {

    private final Supplier<Optional<ViewsSource>> source;
    private final Freshness freshness;
    private final int generation;
    private final int count;

    /**
     * Asks nothing yet.
     *
     * @param source absent until the views' application is built
     * @param generation of these views
     * @param count how many there are
     */
    public Partitions(
            Supplier<Optional<ViewsSource>> source,
            Freshness freshness,
            int generation,
            int count) {
        this.source = source;
        this.freshness = freshness;
        this.generation = generation;
        this.count = count;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** Whose they are. */
    int generation() {
        return generation;
    }

    /** The partition that producers put an order's records on. */
    int of(String orderId) {
        byte[] key = orderId.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % count;
    }

    /**
     * Asks the owner's copy; when that is not here and another will do, that one.
     *
     * @throws io.orderpipeline.query.reply.UnavailableException when no such copy is here
     */
    <T> Reading<T> ask(int partition, Copy copy, Function<Partition, T> question) {
        ViewsSource views = source.get().orElseThrow(ViewsSource::notStarted);
        views.requireRunning();
        try {
            return copy == Copy.ANY && !isOwned(partition)
                    ? standby(new Partition(views, partition), question)
                    : Reading.current(owner(new Partition(views, partition), question), generation);
        } catch (InvalidStateStoreException moved) {
            throw views.notNow();
        }
    }

    /**
     * Asks the owner's copy whether or not it is the turn of these views.
     *
     * @throws io.orderpipeline.query.reply.UnavailableException when no such copy is here
     */
    <T> T inspect(int partition, Function<Partition, T> question) {
        ViewsSource views = source.get().orElseThrow(ViewsSource::notStarted);
        views.requireRunning();
        try {
            freshness.gates().requireHere(partition);
            T answer = question.apply(new Partition(views, partition));
            freshness.gates().requireHere(partition);
            return answer;
        } catch (InvalidStateStoreException moved) {
            throw views.notNow();
        }
    }

    /** Whether the owner's copy is here and may answer. */
    boolean isOwned(int partition) {
        return freshness.gates().open().contains(partition);
    }

    private <T> T owner(Partition copy, Function<Partition, T> question) {
        freshness.gates().require(copy.number());
        T answer = question.apply(copy);
        freshness.gates().require(copy.number()); // or the partition went while it was read
        return answer;
    }

    /**
     * The age is told first: what is read thereafter is not older. It is asked for again, because a
     * copy may be emptied, to be filled anew, while it is read.
     */
    private <T> Reading<T> standby(Partition copy, Function<Partition, T> question) {
        freshness.gates().requireTurn();
        long stalenessMs = freshness.stalenessMs(copy.number());
        T answer = question.apply(copy);
        long unused = freshness.stalenessMs(copy.number());
        freshness.gates().requireTurn();
        return new Reading<>(answer, generation, OptionalLong.of(stalenessMs));
    }
}
