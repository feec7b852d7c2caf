package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.query.command.ClientCommand;
import io.orderpipeline.query.command.Delivery;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.schema.command.FulfilOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** With what settings commands are sent, and what is told of those that are not. */
final class CommandGatewayTest {

    @Test
    void a_command_is_neither_lost_nor_doubled_nor_waited_for_without_end() {
        assertThat(settings("bootstrap.servers=broker:1", "application.prefix=p"))
                .containsEntry("bootstrap.servers", "broker:1")
                .containsEntry("client.id", "p-operators")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.block.ms", 5_000L);
    }

    @Test
    void settings_that_pass_through_reach_it_save_those_that_a_guarantee_hangs_on() {
        assertThat(
                        settings(
                                "kafka.security.protocol=SSL",
                                "kafka.producer.linger.ms=7",
                                "kafka.consumer.max.poll.records=1",
                                "kafka.producer.max.block.ms=60000",
                                "kafka.producer.partitioner.ignore.keys=true"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("linger.ms", "7")
                .doesNotContainKeys("max.poll.records", "consumer.max.poll.records")
                .containsEntry("max.block.ms", 5_000L)
                .containsEntry("partitioner.ignore.keys", false);
    }

    @Test
    void a_command_for_which_no_broker_is_found_was_not_sent_nor_is_one_after_the_end() {
        AppConfig nobody =
                AppConfig.load(
                        ConfigSources.none()
                                .assignments(
                                        List.of(
                                                "bootstrap.servers=127.0.0.1:9",
                                                "application.prefix=p")));
        Registry registry = Registry.inMemory();
        registry.publish(Subjects.ALL);
        ClientCommand command =
                new ClientCommand("o-1", "k-1", OptionalLong.of(2), new FulfilOrder("s-1"));
        CommandGateway gateway =
                new CommandGateway(nobody, registry, Clock.systemUTC(), Duration.ofMillis(100));

        assertThat(gateway.send(command)).isCompletedWithValue(new Delivery.NotSent());
        gateway.close();
        assertThat(gateway.send(command)).isCompletedWithValue(new Delivery.NotSent());
    }

    private static Map<String, Object> settings(String... assignments) {
        AppConfig config = AppConfig.load(ConfigSources.none().assignments(List.of(assignments)));
        Registry registry = Registry.inMemory();
        try (CommandGateway gateway =
                new CommandGateway(config, registry, Clock.systemUTC(), Duration.ofSeconds(5))) {
            return gateway.settings();
        }
    }
}
