package io.orderpipeline.runtime;

import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.pipeline.view.ViewTotals;
import io.orderpipeline.query.QueryServer;
import io.orderpipeline.query.Resources;
import io.orderpipeline.query.generation.Generations;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.registry.IncompatibleSchemaException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.registry.Subject;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.intake.JsonCommandBodies;
import io.orderpipeline.topic.Applications;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app in a process: checks its surroundings, starts HTTP and the roles, and stops them in
 * order. Ends by itself when a role fails for good: a process that only looks alive helps nobody.
 * May be closed by any thread, and more than once.
 */
public final class App implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    /** How long an operator waits for the brokers' word on a command. */
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(5);

    private final AppConfig config;
    private final OrderProjection projection;
    private final RunningRoles roles;
    private final Closers closers = new Closers();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile HostInfo self = HostInfo.unavailable();

    private App(AppConfig config, OrderProjection projection) {
        this.config = config;
        this.projection = projection;
        this.roles = new RunningRoles(config.instance().roles());
    }

    /**
     * Starts everything; returns before the roles are ready.
     *
     * @throws StartupException when the surroundings are not what the app needs
     */
    public static App start(AppConfig config) {
        return start(config, OrderProjection.STANDARD);
    }

    /**
     * The same with another projection, which every generation of the views here is built with.
     *
     * @throws StartupException when the surroundings are not what the app needs
     */
    public static App start(AppConfig config, OrderProjection projection) {
        App app = new App(config, projection);
        try {
            app.open();
            return app;
        } catch (RuntimeException failed) {
            app.release().forEach(failed::addSuppressed);
            throw failed;
        }
    }

    /** Where HTTP is served. */
    public URI http() {
        return URI.create("http://" + self.host() + ":" + self.port());
    }

    /** Whether every hosted role does its work. */
    public boolean isReady() {
        return roles.ready();
    }

    /** Waits until the app has ended: 0 when it was closed, 1 when a role failed for good. */
    public int awaitEnd() {
        return end.join();
    }

    @Override
    public void close() {
        release().forEach(failure -> LOG.error("while stopping", failure));
    }

    /** Closes what is open, all of it, and ends; returns what went wrong on the way. */
    private synchronized List<RuntimeException> release() {
        try {
            boolean open = !closers.isEmpty();
            List<RuntimeException> failures = closers.close();
            if (open) {
                LOG.info("stopped");
            }
            return failures;
        } finally {
            end.complete(0);
        }
    }

    private synchronized void open() {
        StateDirectory directory = StateDirectory.lock(config.instance().stateDir());
        closers.add(Closers.Part.STATE_DIRECTORY, directory::close);
        ClusterCheck.Cluster cluster = new ClusterCheck(config).require();
        new LedgerChangelog(config).require(cluster);
        Registry registry = registry();
        AppMetrics metrics = new AppMetrics();
        closers.add(Closers.Part.METRICS, metrics::close);
        String instanceId = config.instance().id().orElseGet(directory::instanceId);
        Optional<GenerationHost> generations = generations(registry, metrics);
        HostInfo self = serve(resources(generations, cluster, registry), metrics);
        closers.add(Closers.Part.ROLES, () -> roles.stop(config.lifecycle().shutdownTimeout()));
        var running =
                new StreamsProperties.Running(
                        instanceId,
                        self,
                        cluster.changelogs(),
                        Applications.FIRST_VIEWS_GENERATION);
        var surroundings =
                new RoleTopology.Surroundings(
                        cluster.partitions(),
                        new LedgerMetrics(metrics.registry()),
                        new RoleTopology.Views(
                                new ViewTotals(), projection, new TopicEditions(config).require()));
        metrics.watch(config, cluster.partitions(), lags(generations, cluster.partitions()), roles);
        config.instance().roles().stream()
                .filter(role -> role != Role.VIEWS)
                .forEach(role -> start(role, registry, running, surroundings, metrics));
        generations.ifPresent(
                host ->
                        host.start(
                                new GenerationMaker(
                                        config,
                                        registry,
                                        host,
                                        new GenerationMaker.Parts(running, surroundings, roles))));
        LOG.info(
                "serving {}; instance {}, state in {}",
                http(),
                instanceId,
                config.instance().stateDir());
    }

    private void start(
            Role role,
            Registry registry,
            StreamsProperties.Running running,
            RoleTopology.Surroundings surroundings,
            AppMetrics metrics) {
        RoleTopology work = RoleTopology.of(role, config, registry, surroundings);
        Properties properties = StreamsProperties.of(role, config, running);
        properties.putAll(work.handlers());
        HostedRole hosted =
                new HostedRole(
                        role,
                        work.topology(),
                        properties,
                        new HostedRole.Oversight(config.lifecycle(), this::fail));
        metrics.bind(hosted);
        roles.start(hosted);
    }

    private void fail() {
        LOG.error("a role cannot go on; the process will exit");
        end.complete(1);
    }

    private Registry registry() {
        Registry registry = Registry.connect(config.cluster().registryUrl().toString());
        closers.add(Closers.Part.REGISTRY, registry::close);
        List<Subject> subjects = new ArrayList<>(Subjects.ALL);
        config.instance().roles().forEach(role -> subjects.add(RoleTopology.stored(role, config)));
        try {
            registry.publish(subjects);
        } catch (RegistryUnavailableException | IncompatibleSchemaException refused) {
            throw new StartupException(refused);
        }
        return registry;
    }

    private HostInfo serve(Resources resources, AppMetrics metrics) {
        String host = config.http().host();
        int port = config.http().port();
        try {
            QueryServer server =
                    QueryServer.start(
                            new QueryServer.Address(host, port), resources, metrics.registry());
            closers.add(Closers.Part.HTTP, server::close);
            self = new HostInfo(Advertised.host(host), server.port());
            return self;
        } catch (UncheckedIOException taken) {
            throw new StartupException(
                    "cannot listen on %s:%d (%s); choose others with http.host and http.port"
                            .formatted(host, port, taken.getMessage()),
                    taken);
        }
    }

    private Optional<GenerationHost> generations(Registry registry, AppMetrics metrics) {
        if (!config.instance().roles().contains(Role.VIEWS)) {
            return Optional.empty();
        }
        GenerationClients clients = new GenerationClients(config, registry);
        GenerationHost host;
        try {
            host =
                    GenerationHost.open(
                            config,
                            clients.reader(),
                            new GenerationHost.Surroundings(
                                    roles,
                                    metrics,
                                    clients::log,
                                    new GenerationHost.Self(
                                            () -> self.host() + ":" + self.port(),
                                            BuildFingerprint.of(projection)),
                                    this::fail));
        } catch (KafkaException | IllegalStateException unreadable) {
            throw new StartupException(
                    "the table of generations in order.generation cannot be read (%s)"
                            .formatted(unreadable.getMessage()),
                    unreadable);
        }
        closers.add(Closers.Part.GENERATIONS, host::close);
        closers.add(Closers.Part.QUERIES, host::closeQueries);
        roles.holdBack(Role.VIEWS, host::waitingFor);
        return Optional.of(host);
    }

    private Resources resources(
            Optional<GenerationHost> generations, ClusterCheck.Cluster cluster, Registry registry) {
        CommandGateway commands =
                new CommandGateway(config, registry, Clock.systemUTC(), COMMAND_PATIENCE);
        closers.add(Closers.Part.COMMANDS, commands::close);
        Optional<LiveQueries> live =
                generations.map(host -> LiveQueries.of(host, () -> self, cluster.partitions()));
        return new Resources(
                live.map(LiveQueries::views).orElseGet(Unhosted::views),
                generations
                        .map(host -> routing(host, live.orElseThrow(), cluster.partitions()))
                        .orElseGet(Unhosted::routing),
                new Resources.Commands(commands, new JsonCommandBodies(), commands),
                log(cluster, registry),
                roles,
                generations.<Generations>map(host -> host).orElseGet(Unhosted::generations));
    }

    private GroupLags lags(Optional<GenerationHost> generations, int partitions) {
        return GroupLags.of(
                config, partitions, generations.map(host -> (IntSupplier) host::liveNumber));
    }

    private Resources.Routing routing(GenerationHost host, LiveQueries live, int partitions) {
        GroupLags lags = lags(Optional.of(host), partitions);
        closers.add(Closers.Part.LAGS, lags::close);
        return new Resources.Routing(live, new Peers(), lags);
    }

    /** Before anybody can ask: the feed's promise begins with its start. */
    private Resources.Log log(ClusterCheck.Cluster cluster, Registry registry) {
        CommittedRecords records = new CommittedRecords(config, registry);
        CommittedLog feed = CommittedLog.start(records, cluster.partitions());
        closers.add(Closers.Part.FEED, feed::close);
        LogPast past =
                new LogPast(config, records, cluster.partitions(), PastReading.Bounds.STANDARD);
        closers.add(Closers.Part.PAST, past::close);
        return new Resources.Log(feed, past);
    }
}
