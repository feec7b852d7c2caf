package io.orderpipeline.runtime;

import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.generation.GenerationReader;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.query.generation.Digests;
import io.orderpipeline.query.generation.Generations;
import io.orderpipeline.query.generation.GenerationsDocument.Local;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.serving.Lease;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts every generation of the views that the table names, beside each other, and has the live one
 * answer. Two threads: one follows the table, and takes and gives the turn at once; the other
 * starts, stops and removes, which takes its time. A third calls off holds. Asked by any thread.
 */
final class GenerationHost implements Generations, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationHost.class);
    private static final long ACT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOSE_SECONDS = 15;

    private final Surroundings around;
    private final Lease lease;
    private final LiveSwitch<HostedGeneration> live;
    private final GenerationFollower follower;
    private final Admin admin;
    private final ExecutorService steward =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "generation-steward"));
    private final AtomicBoolean acting = new AtomicBoolean();
    private final HostedGenerations hosting;
    private final GenerationSteward duties;
    private final HoldWatch holds;

    private volatile GenerationTable table;

    /** Only touched by the follower. */
    private long actedNanos;

    /**
     * What is around the generations.
     *
     * @param onFailure ends the process, because the live generation cannot go on
     */
    record Surroundings(
            RunningRoles roles,
            AppMetrics metrics,
            Supplier<GenerationLog> log,
            Self self,
            Runnable onFailure) {}

    /** This instance: where it is, and of which build of the app. */
    record Self(Supplier<String> address, String build) {}

    /**
     * Reads the table once; starts nothing yet.
     *
     * @throws org.apache.kafka.common.KafkaException the brokers do not answer
     */
    static GenerationHost open(AppConfig config, GenerationReader reader, Surroundings around) {
        try {
            GenerationTable table = reader.current(config.lifecycle().startupTimeout());
            return new GenerationHost(config, reader, around, table);
        } catch (RuntimeException failed) {
            reader.close();
            throw failed;
        }
    }

    private GenerationHost(
            AppConfig config, GenerationReader reader, Surroundings around, GenerationTable table) {
        this.around = around;
        this.table = table;
        this.lease = new Lease(config.streams().timeouts().session());
        this.live = new LiveSwitch<>(table, this::leads);
        this.follower = new GenerationFollower(reader, lease, this::seen);
        Map<String, Object> settings = new HashMap<>(config.kafka().admin());
        settings.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        this.admin = Admin.create(settings);
        this.hosting = new HostedGenerations(config, around.roles(), around.metrics(), live);
        GenerationChanges changes = new GenerationChanges(around.log());
        this.duties =
                new GenerationSteward(
                        hosting,
                        new GenerationRemoval(admin, config.instance().stateDir()),
                        changes,
                        Clock.systemUTC());
        this.holds =
                new HoldWatch(
                        config.streams().timeouts().hold(),
                        hold ->
                                changes.change(
                                        "the hold for generation %d was not followed by a switch"
                                                .formatted(hold.to()),
                                        now -> now.cancelHold(hold.revision())));
    }

    /** By which every generation here answers. */
    Lease lease() {
        return lease;
    }

    /** The live one, when it is hosted here. */
    Optional<HostedGeneration> answers() {
        return live.live();
    }

    int liveNumber() {
        return table.live();
    }

    /** What the views wait for, for people. */
    Optional<String> waitingFor() {
        if (lease.isOver()) {
            return Optional.of("the brokers to say which generation is live");
        }
        return live.live()
                .map(each -> each.queries().waitingFor())
                .orElseGet(() -> Optional.of("generation %d to start".formatted(table.live())));
    }

    /**
     * Starts what the table names, and follows it from now on.
     *
     * @param making builds a generation, without starting it
     */
    void start(IntFunction<HostedGeneration> making) {
        hosting.with(making);
        hosting.start(table.live()); // a failure is the app's; the others are the steward's
        follower.start();
    }

    /** The application of a generation failed for good. */
    void failed(int generation) {
        if (generation == table.live()) {
            LOG.error("generation {} of the views is live; the process will exit", generation);
            around.onFailure().run();
        } else {
            LOG.error(
                    "generation {} of the views failed; the live one answers on. Abandon it, or restart",
                    generation);
        }
    }

    private void leads(HostedGeneration next) {
        around.roles().stands(next.role());
        LOG.info("generation {} of the views answers", next.number());
        if (next.role().failed()) {
            around.onFailure().run();
        }
    }

    /** The turn first, and what others are told of it thereafter. */
    private boolean seen(GenerationTable now) {
        live.see(now);
        table = now;
        live.look();
        holds.see(now);
        boolean due = System.nanoTime() - actedNanos > ACT_EVERY_NANOS;
        if (due && acting.compareAndSet(false, true)) {
            actedNanos = System.nanoTime();
            steward.execute(() -> act(now));
        }
        return !live.answering().isDone();
    }

    private void act(GenerationTable now) {
        try {
            duties.act(now);
        } catch (RuntimeException bug) {
            LOG.error("the generations of the views cannot be looked after", bug);
        } finally {
            acting.set(false);
        }
    }

    @Override
    public CompletableFuture<Void> answering() {
        return live.answering();
    }

    @Override
    public Local here() {
        return GenerationDocuments.of(
                table, around.self().address().get(), around.self().build(), live.hosted());
    }

    @Override
    public Optional<Digests> digests(int generation) {
        return Optional.ofNullable(live.hosted().get(generation))
                .map(each -> each.queries().digests());
    }

    /** Starts and stops nothing any more; what runs is stopped with the other roles. */
    @Override
    public void close() {
        follower.close();
        holds.close();
        steward.shutdownNow();
        try {
            if (!steward.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a generation of the views is still being started or stopped");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        admin.close();
    }

    /** After the roles: nobody writes any more. */
    void closeQueries() {
        live.hosted().values().forEach(each -> each.queries().close());
    }
}
