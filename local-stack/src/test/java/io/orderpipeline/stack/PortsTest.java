package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void a_taken_port_is_passed_over() throws IOException {
        int first = Ports.anywhere().take();
        try (ServerSocket other = new ServerSocket(first, 1, LOOPBACK)) {
            assertThat(Ports.isFree(other.getLocalPort())).isFalse();
            assertThat(Ports.from(first).take()).isGreaterThan(first);
        }
    }

    @Test
    void a_port_taken_on_all_addresses_is_passed_over() throws IOException {
        int first = Ports.anywhere().take();
        try (ServerSocket other = new ServerSocket(first)) {
            assertThat(Ports.from(other.getLocalPort()).take()).isGreaterThan(first);
        }
    }

    @Test
    void a_free_preferred_port_is_taken() {
        int free = Ports.anywhere().take();
        assertThat(Ports.from(free).take()).isEqualTo(free);
    }

    @Test
    void no_port_is_handed_out_twice() {
        Ports ports = Ports.anywhere();
        assertThat(new int[] {ports.take(), ports.take(), ports.take()}).doesNotHaveDuplicates();
    }

    @Test
    void ports_lie_below_those_of_outgoing_connections() {
        assertThat(Ports.anywhere().take()).isLessThan(32_768);
    }

    @Test
    void somebody_who_listens_answers() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            assertThat(Ports.answers(server.getLocalPort())).isTrue();
        }
        assertThat(Ports.answers(Ports.anywhere().take())).isFalse();
    }
}
