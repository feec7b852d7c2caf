package io.orderpipeline.sim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsReaderTest {

    private final List<String> notes = new ArrayList<>();

    @Test
    void an_app_that_somebody_named_must_answer() throws IOException {
        ViewsReader reader = reader(true);

        assertThatThrownBy(() -> reader.read(notes))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("does not say which generations");
    }

    @Test
    void one_that_nobody_named_is_passed_over_and_the_audit_says_so() throws Exception {
        assertThat(reader(false).read(notes)).isEmpty();

        assertThat(notes)
                .singleElement()
                .satisfies(note -> assertThat(note).startsWith("I10 was not checked: the app at"));
    }

    private static ViewsReader reader(boolean named) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI nobody = URI.create("http://127.0.0.1:" + taken.getLocalPort());
            return new ViewsReader(
                    Connection.to("127.0.0.1:1", "http://127.0.0.1:1"),
                    new AuditOptions.App(nobody, named));
        }
    }
}
