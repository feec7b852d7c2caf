package io.orderpipeline.containers;

import io.orderpipeline.sim.client.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** On Testcontainers: the broker and the registry of docker-compose.yml, one of each. */
@NeedsEngine
class IncidentContainerIT extends IncidentScenario {

    private static final int REGISTRY_PORT = 8080;
    private static final String API = "/apis/ccompat/v7";

    private final KafkaContainer kafka =
            new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
                    .withStartupTimeout(Duration.ofMinutes(2));
    private final GenericContainer<?> registry =
            new GenericContainer<>(DockerImageName.parse("apicurio/apicurio-registry:3.3.3"))
                    .withExposedPorts(REGISTRY_PORT)
                    .waitingFor(
                            Wait.forHttp(API + "/subjects")
                                    .forPort(REGISTRY_PORT)
                                    .withStartupTimeout(Duration.ofMinutes(3)));

    @BeforeEach
    void start() {
        kafka.start();
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop();
        kafka.stop();
    }

    @Override
    Connection cluster() {
        return Connection.to(bootstrap(), registry());
    }

    @Override
    String bootstrap() {
        return kafka.getBootstrapServers();
    }

    @Override
    String registry() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + API;
    }
}
