package io.orderpipeline.runtime;

import io.orderpipeline.query.Health;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.serving.Turn;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Builds a generation of the views with all that it needs, without starting it. */
record GenerationMaker(AppConfig config, Registry registry, GenerationHost host, Parts parts)
        implements IntFunction<HostedGeneration> {

    /**
     * What all generations here have in common.
     *
     * @param running the process, whatever the generation it names
     * @param surroundings of the other roles
     */
    record Parts(
            StreamsProperties.Running running,
            RoleTopology.Surroundings surroundings,
            Health health) {}

    @Override
    public HostedGeneration apply(int number) {
        Turn turn = new Turn(host.lease());
        AtomicReference<HostedRole> role = new AtomicReference<>();
        Queries queries =
                Queries.of(
                        config,
                        registry,
                        new Queries.Surroundings(
                                () -> Optional.ofNullable(role.get()).map(HostedRole::source),
                                () -> parts.running().self(),
                                parts.surroundings().partitions(),
                                new Queries.Seat(number, turn, parts.health())));
        try {
            Throttle throttle = new Throttle(queries.freshness());
            HostedRole hosted = role(number, throttle);
            role.set(hosted);
            return new HostedGeneration(number, hosted, queries, turn, throttle);
        } catch (RuntimeException failed) {
            queries.close();
            throw failed;
        }
    }

    private HostedRole role(int number, Throttle throttle) {
        RoleTopology work =
                RoleTopology.of(
                        Role.VIEWS,
                        config,
                        registry,
                        new RoleTopology.Surroundings(
                                parts.surroundings().partitions(),
                                parts.surroundings().ledger(),
                                parts.surroundings().views().of(throttle)));
        StreamsProperties.Running running = parts.running().of(number);
        Properties properties = StreamsProperties.of(Role.VIEWS, config, running);
        properties.putAll(work.handlers());
        return new HostedRole(
                Role.VIEWS,
                work.topology(),
                properties,
                new HostedRole.Oversight(config.lifecycle(), () -> host.failed(number)));
    }
}
