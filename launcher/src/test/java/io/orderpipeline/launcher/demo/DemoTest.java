package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.sim.client.EnvironmentException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void a_simulation_that_fails_does_so_with_its_own_exception() {
        CompletableFuture<String> moment = new CompletableFuture<>();
        CompletableFuture<String> running =
                CompletableFuture.supplyAsync(
                        () -> {
                            throw new EnvironmentException("no broker");
                        });
        assertThatThrownBy(() -> Demo.join(CompletableFuture.anyOf(moment, running)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("no broker");
    }
}
