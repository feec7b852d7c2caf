package io.orderpipeline.bench.recovery;

import io.orderpipeline.bench.bare.BareConsumer;
import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Roles;
import io.orderpipeline.bench.load.DecidedLoader;
import io.orderpipeline.bench.load.Writes;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kills one of two instances while commands flow and orders are asked for, in turns without and
 * with a standby, and with each size of state; and lets an instance begin with nothing.
 */
public final class RecoveryBench {

    private static final double DETECTION_SECONDS = 6;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final int WRITES_PER_SECOND = 200;
    private static final int KEYS = 60;
    private static final int WARM_UP_SECONDS = 30;
    private static final int ENDLESS = 10_000_000;

    /** Whoever begins with nothing takes the place of the second, and waits for no other's end. */
    private static final String SECOND = "instance.id=second";

    private final Path home;
    private final long seed;
    private final List<AtSize> sizes;
    private final int rounds;
    private final Consumer<String> tell;
    private final List<String> broken = new ArrayList<>();

    /**
     * Nothing happens yet. One use.
     *
     * @param orders how many the stores have, for each size that is measured
     * @param tell hears what it does
     */
    public RecoveryBench(
            Path home, long seed, List<Integer> orders, int rounds, Consumer<String> tell) {
        this.home = home;
        this.seed = seed;
        sizes = orders.stream().map(AtSize::none).toList();
        this.rounds = rounds;
        this.tell = tell;
    }

    /** Measures. */
    public RecoveryFigures run() throws InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            for (AtSize size : sizes) {
                String where =
                        String.format(
                                Locale.ROOT,
                                "round %d of %d, %,d orders: ",
                                round,
                                rounds,
                                size.orders());
                tell.accept(where + "no standby");
                size.alone().add(killed(size, 0));
                tell.accept(where + "a standby");
                size.standby().add(killed(size, 1));
            }
        }
        return new RecoveryFigures(DETECTION_SECONDS, sizes, broken);
    }

    private Recovered killed(AtSize size, int standbys) throws InterruptedException {
        String setting = "standby.replicas=" + standbys;
        try (Lab lab = Lab.open(home);
                GroupPositions positions = lab.positions()) {
            lab.prepare();
            long unused =
                    new DecidedLoader(lab.connection(), lab.partitions())
                            .load(traffic(seed, size.orders()));
            App first = lab.startApp("first-of-two", setting);
            first.awaitReady();
            settle(first, positions);
            App second = lab.startApp("second-of-two", setting, SECOND);
            second.awaitReady();
            settle(second, positions);
            if (standbys > 0) {
                second.program()
                        .await(
                                "warm standbys",
                                PATIENCE,
                                () -> Standbys.areWarm(List.of(first, second), lab.partitions()));
            }
            Recovered recovered;
            try (Writes writes =
                    new Writes(lab.connection(), traffic(seed + 1, ENDLESS), lab.partitions())) {
                recovered = kill(first, second, someOrders(size), writes, positions);
            }
            settle(second, positions);
            if (standbys == 0) {
                second.program().kill();
                size.restored().add(restore(lab, filledFrom(positions)));
            }
            broken.addAll(lab.audit());
            return recovered;
        }
    }

    private static void settle(App app, GroupPositions positions) throws InterruptedException {
        app.program().await("all to be settled", PATIENCE, () -> Roles.caughtUp(positions));
    }

    private static Traffic traffic(long seed, int orders) {
        return new Traffic(TrafficOptions.of(Scenario.CALM, seed, orders));
    }

    private static Recovered kill(
            App victim, App survivor, List<String> keys, Writes writes, GroupPositions positions)
            throws InterruptedException {
        Thread writing = writes.start(WRITES_PER_SECOND, (int) PATIENCE.toSeconds());
        try (Silences silences = Silences.start(survivor.http(), keys)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            survivor.program().await("answers", PATIENCE, silences::areOver);
            silences.forget();
            victim.program().kill();
            long killed = System.nanoTime();
            TimeUnit.SECONDS.sleep((long) DETECTION_SECONDS);
            survivor.program().await("decisions", PATIENCE, () -> isFull(positions));
            double fullRate = (System.nanoTime() - killed) / 1e9;
            survivor.program().await("answers", PATIENCE, silences::areOver);
            double[] longest = silences.longest();
            return new Recovered(
                    longest[longest.length - 1], longest[longest.length / 2], fullRate);
        } finally {
            writing.interrupt();
            writing.join();
        }
    }

    private List<String> someOrders(AtSize size) {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> "o-%x-%d".formatted(seed, (long) key * size.orders() / KEYS))
                .toList();
    }

    /** Whether the decider is not more than a second behind. */
    private static boolean isFull(GroupPositions positions) {
        String commands = Topics.ORDER_COMMAND.name();
        return positions.end(commands) - Roles.decided(positions) <= WRITES_PER_SECOND;
    }

    /** What stores are filled from; the views' have no changelogs, but the topics themselves. */
    private static List<String> filledFrom(GroupPositions positions) {
        return Stream.concat(
                        positions.changelogs().stream(),
                        Stream.of(
                                Applications.DEFAULT.ledgerChangelog(),
                                Topics.ORDER_EVENT.name(),
                                Topics.ORDER_REJECTION.name()))
                .toList();
    }

    private static Restored restore(Lab lab, List<String> topics) throws InterruptedException {
        long records = 0;
        double barePerSecond = 0;
        long most = 0;
        for (String topic : topics) {
            BareConsumer.Read read = BareConsumer.readAll(lab.connection().clients(), topic);
            records += read.records();
            if (read.records() > most) {
                most = read.records();
                barePerSecond = read.perSecond();
            }
        }
        long began = System.nanoTime();
        lab.startApp("begins-with-nothing", SECOND).awaitReady();
        return new Restored(records, (System.nanoTime() - began) / 1e9, barePerSecond);
    }
}
