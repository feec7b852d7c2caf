package io.orderpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.registry.ScriptedServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the registry says is never confused with its silence, nor the other way round. */
class RegistryAnswersTest {

    private static final Answer TEXT = new Answer(200, "{\"schema\": \"\\\"string\\\"\"}");
    private static final Answer UNKNOWN =
            new Answer(404, "{\"error_code\": 40403, \"message\": \"no such schema\"}");
    private static final Answer OVERLOADED =
            new Answer(503, "{\"error_code\": 50301, \"message\": \"later\"}");

    @Test
    void an_unknown_id_is_an_answer_and_is_remembered() throws IOException {
        try (ScriptedServer server = new ScriptedServer(UNKNOWN);
                Registry registry = Registry.connect(server.url())) {
            assertThat(registry.schema(7)).isEmpty();
            assertThat(registry.schema(7)).isEmpty();
            assertThat(server.requests).hasValue(1);
        }
    }

    @Test
    void a_known_schema_is_fetched_once() throws IOException {
        try (ScriptedServer server = new ScriptedServer(TEXT);
                Registry registry = Registry.connect(server.url())) {
            assertThat(registry.schema(7)).hasValue(Schema.create(Schema.Type.STRING));
            assertThat(registry.schema(7)).isPresent();
            assertThat(server.requests).hasValue(1);
        }
    }

    @Test
    void a_passing_failure_is_waited_out() throws IOException {
        try (ScriptedServer server = new ScriptedServer(OVERLOADED, OVERLOADED, TEXT);
                Registry registry = Registry.connect(server.url())) {
            assertThat(registry.schema(7)).isPresent();
            assertThat(server.requests).hasValue(3);
        }
    }

    @Test
    void a_lasting_failure_is_given_up_after_three_attempts() throws IOException {
        try (ScriptedServer server = new ScriptedServer(OVERLOADED);
                Registry registry = Registry.connect(server.url())) {
            assertThatThrownBy(() -> registry.schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(server.url())
                    .hasMessageContaining("schema with id 7")
                    .hasMessageContaining("3 attempts");
            assertThat(server.requests).hasValue(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | {"status": 404, "title": "no such page"}
                    404 | <html>Not found</html>
                    401 | {"error_code": 40101, "message": "who are you"}
                    200 | <html>Welcome</html>
                    """)
    void whatever_else_answers_is_no_registry_rather_than_an_unknown_id(int status, String body)
            throws IOException {
        try (ScriptedServer server = new ScriptedServer(new Answer(status, body));
                Registry registry = Registry.connect(server.url())) {
            assertThatThrownBy(() -> registry.schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(server.url())
                    .hasMessageContaining("/apis/ccompat/v7");
        }
    }

    @Test
    void a_schema_that_is_not_avro_is_unusable_and_not_a_failure() throws IOException {
        Answer json = new Answer(200, "{\"schemaType\": \"JSON\", \"schema\": \"{}\"}");
        try (ScriptedServer server = new ScriptedServer(json);
                Registry registry = Registry.connect(server.url())) {
            assertThatThrownBy(() -> registry.schema(7))
                    .isInstanceOf(UnusableSchemaException.class)
                    .hasMessageContaining("id 7");
            assertThat(server.requests).hasValue(1);
        }
    }

    @Test
    @Timeout(10)
    void a_port_that_nobody_listens_on_is_noticed_in_seconds() throws IOException {
        String url;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + unused.getLocalPort();
        }
        try (Registry registry = Registry.connect(url)) {
            assertThatThrownBy(() -> registry.publish(Subjects.ALL))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(url)
                    .satisfies(
                            e ->
                                    assertThat(((RegistryUnavailableException) e).url())
                                            .isEqualTo(url));
        }
    }

    @Test
    @Timeout(10)
    void a_registry_that_accepts_but_never_answers_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Registry registry =
                        Registry.connect("http://127.0.0.1:" + silent.getLocalPort(), 200)) {
            assertThatThrownBy(() -> registry.schema(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    @Timeout(10)
    void an_interrupted_thread_stops_waiting_and_stays_interrupted() {
        Patience patience = new Patience("http://registry", 3, Duration.ofMinutes(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(
                        () ->
                                patience.send(
                                        "ask",
                                        () -> {
                                            throw new IOException("silence");
                                        }))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("1 attempt ");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void publishing_to_something_else_than_a_registry_fails() throws IOException {
        try (ScriptedServer server = new ScriptedServer(new Answer(404, "{}"));
                Registry registry = Registry.connect(server.url())) {
            assertThatThrownBy(() -> registry.publish(List.of(Subjects.ALL.get(0))))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("order.command-value");
        }
    }
}
