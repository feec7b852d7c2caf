package io.orderpipeline.containers;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** On child processes: no engine is needed. */
class IncidentStackIT extends IncidentScenario {

    @TempDir private Path home;

    @SuppressWarnings("NullAway.Init") // before each test
    private LocalStack stack;

    @BeforeEach
    void start() {
        stack = LocalStack.start(StackSpec.of(home));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Override
    Connection cluster() {
        return Connection.to(bootstrap(), registry());
    }

    @Override
    String bootstrap() {
        return stack.bootstrapServers();
    }

    @Override
    String registry() {
        return stack.registryUrl();
    }
}
