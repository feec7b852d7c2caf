package io.orderpipeline.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.client.ClientLimits;
import io.orderpipeline.sim.client.Clients;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.Fate;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.ledger.Line;
import io.orderpipeline.sim.traffic.Scenario;
import io.orderpipeline.sim.traffic.TrafficOptions;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A time-out is not a failure: the broker dies in the middle and nothing is told wrongly. */
class BrokerOutageIT {

    /** So short that records time out during the restart, and so patient that all arrive. */
    private static final ClientLimits IMPATIENT =
            new ClientLimits(
                    Duration.ofSeconds(8), Duration.ofSeconds(1), 120, Duration.ofSeconds(5));

    @TempDir private Path folder;

    @Test
    void missing_topics_and_schemas_are_told_by_name_before_anything_is_sent() {
        try (LocalStack stack = LocalStack.start(StackSpec.of(folder.resolve("bare")))) {
            Path file = folder.resolve("none.jsonl");

            assertThatThrownBy(() -> new Simulation(options(stack, file)).run())
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("topic order.command is missing")
                    .hasMessageContaining("./pipeline topics");

            PipelineStack.createTopics(stack);
            new Auditor(AuditOptions.of(options(stack, file).connection(), List.of())).audit();
            assertThatThrownBy(() -> new Simulation(options(stack, file)).run())
                    .as("neither the auditor nor the simulation publishes schemas")
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("order.command-value")
                    .hasMessageContaining("start it first")
                    .hasMessageContaining("./pipeline app");
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void a_broker_killed_in_the_middle_leaves_no_record_unaccounted_for() throws Exception {
        try (LocalStack stack =
                PipelineStack.prepared(LocalStack.start(StackSpec.of(folder.resolve("stack"))))) {
            Path file = folder.resolve("run.jsonl");
            Simulation simulation = new Simulation(options(stack, file));
            CompletableFuture<SimulationResult> running = simulation.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> simulation.progress().acknowledgedShare() > 0.3);

            stack.broker(1).kill();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollDelay(Duration.ofSeconds(2)) // let some records time out
                    .until(() -> !stack.broker(1).isAlive());
            stack.broker(1).start();
            SimulationResult result = running.get(120, TimeUnit.SECONDS);

            assertThat(result.complete()).isTrue();
            assertThat(result.commands().acknowledged()).isEqualTo(result.commands().sent());
            Ledger ledger = LedgerReader.read(file);
            assertThat(ledger.records()).allMatch(each -> each.fate() == Fate.ACKNOWLEDGED);
            assertThat(ledger.records()).anyMatch(each -> each.attempts() > 1);
            assertThat(places(stack)).containsAll(ledger.records().stream().map(this::at).toList());
        }
    }

    private static SimulationOptions options(LocalStack stack, Path file) {
        return new SimulationOptions(
                new TrafficOptions(21, 120, Scenario.MISCHIEF.mischief()),
                new Connection(stack.bootstrapServers(), stack.registryUrl(), IMPATIENT),
                300,
                Duration.ZERO,
                Optional.of(file));
    }

    private String at(Line.Sent sent) {
        return sent.partition() + "@" + sent.offset();
    }

    private static Set<String> places(LocalStack stack) {
        Set<String> places = new HashSet<>();
        try (Consumer<byte[], byte[]> consumer = new Clients(stack.bootstrapServers()).consumer()) {
            var partitions =
                    consumer.partitionsFor("order.command").stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long total =
                    consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
            while (places.size() < total) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> places.add(record.partition() + "@" + record.offset()));
            }
        }
        return places;
    }
}
