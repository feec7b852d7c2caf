package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    private static final StackSpec SPEC = StackSpec.of(Path.of("stack"));

    private static StackState stateOnFreePorts() {
        Ports ports = Ports.anywhere();
        BrokerNode node = new BrokerNode(1, ports.take(), ports.take());
        return new StackState("4L6g3nShT-eMCtK--X86sw", List.of(node), ports.take(), Map.of());
    }

    private static ServerSocket occupy(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void a_stopped_stack_keeps_its_ports_while_they_are_free() {
        StackState found = stateOnFreePorts();
        assertThat(new PortPlan(SPEC).apply(Optional.of(found))).isEqualTo(found);
    }

    @Test
    void a_stopped_stack_moves_when_a_port_was_taken_and_keeps_its_cluster_id() throws IOException {
        StackState found = stateOnFreePorts();
        try (ServerSocket other = occupy(found.registryPort())) {
            StackState moved = new PortPlan(SPEC).apply(Optional.of(found));
            assertThat(moved.registryPort()).isNotEqualTo(other.getLocalPort());
            assertThat(moved.clusterId()).isEqualTo(found.clusterId());
        }
    }

    @Test
    void a_running_stack_keeps_its_ports_which_its_own_members_occupy() throws IOException {
        ProcessId self = ProcessId.of(ProcessHandle.current()).orElseThrow();
        StackState found = stateOnFreePorts().with("registry", self);
        try (ServerSocket own = occupy(found.registryPort())) {
            assertThat(new PortPlan(SPEC).apply(Optional.of(found)).registryPort())
                    .isEqualTo(own.getLocalPort());
        }
    }

    @Test
    void a_detached_stack_prefers_the_well_known_ports() {
        StackState chosen = new PortPlan(SPEC.asDetached()).apply(Optional.empty());
        assertThat(chosen.brokers().get(0).port()).isBetween(9092, 9192);
        assertThat(chosen.registryPort()).isBetween(8081, 8181);
    }

    @Test
    void three_brokers_and_the_registry_have_ports_of_their_own() {
        StackState chosen = new PortPlan(SPEC.withBrokers(3)).apply(Optional.empty());
        Stream<Integer> ofBrokers =
                chosen.brokers().stream()
                        .flatMap(node -> Stream.of(node.port(), node.controllerPort()));
        assertThat(Stream.concat(ofBrokers, Stream.of(chosen.registryPort())))
                .hasSize(7)
                .doesNotHaveDuplicates();
    }

    @Test
    void another_number_of_brokers_than_the_data_are_of_is_refused() {
        assertThatThrownBy(
                        () ->
                                new PortPlan(SPEC.withBrokers(3))
                                        .apply(Optional.of(stateOnFreePorts())))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("has 1 broker(s), asked for: 3")
                .hasMessageContaining("up --fresh");
    }

    @Test
    void two_brokers_are_refused() {
        assertThatThrownBy(() -> SPEC.withBrokers(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brokers: 2 (allowed: 1 or 3)");
    }
}
