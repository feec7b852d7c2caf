package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With what settings operators' commands are sent. */
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

    private static Map<String, Object> settings(String... assignments) {
        AppConfig config = AppConfig.load(ConfigSources.none().assignments(List.of(assignments)));
        Registry registry = Registry.inMemory();
        try (CommandGateway gateway =
                new CommandGateway(config, registry, Clock.systemUTC(), Duration.ofSeconds(5))) {
            return gateway.settings();
        }
    }
}
