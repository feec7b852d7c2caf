package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.query.ApiDocument.Operation;
import io.orderpipeline.query.Wire.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, the answer says what is wrong with it, and nothing of the inside. */
final class HostileInputTest {

    private static final FrontDesk DESK = Furnished.desk();

    private static ApiDocument document;

    @BeforeAll
    static void read() throws IOException {
        document = new ApiDocument(ask(Call.of("GET", "/openapi.json").bytes()).get(0).body());
    }

    @AfterAll
    static void the_server_still_answers() throws IOException {
        assertThat(ask(Call.of("GET", "/health/live").bytes()).get(0).status()).isEqualTo(200);
        DESK.close();
    }

    @ParameterizedTest
    @MethodSource({
        "io.orderpipeline.query.HostileRequests#ids",
        "io.orderpipeline.query.HostileRequests#parameters",
        "io.orderpipeline.query.HostileRequests#cursors",
        "io.orderpipeline.query.HostileRequests#resources",
        "io.orderpipeline.query.HostileRequests#bodies"
    })
    void what_is_wrong_is_told(int status, String type, Call call) throws IOException {
        List<Answer> answers = ask(call.bytes());

        assertThat(answers).hasSize(1);
        Answer answer = answers.get(0);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (!call.method().equals("HEAD")) {
            assertProblem(answer);
            assertThat(answer.json().get("type").asText()).endsWith(":" + type);
        }
        Optional<Operation> operation = document.operation(call);
        if (operation.isPresent() && status != 417) {
            document.check(operation.get(), call, answer);
        }
    }

    private static void assertProblem(Answer answer) throws IOException {
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(answer.status());
        assertThat(document.faults(document.at("#/components/schemas/Problem"), problem)).isEmpty();
        assertThat(answer.text())
                .doesNotContain("Exception", "\\tat ", "java.", "jetty", "<script>");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.body()).hasSizeLessThan(64 * 1024);
    }

    @ParameterizedTest
    @MethodSource("io.orderpipeline.query.HostileRequests#brokenRequests")
    void what_is_no_http_is_refused_and_the_connection_closed(
            String request, List<Integer> statuses) throws IOException {
        List<Answer> answers = ask(request.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(answers).extracting(Answer::status).isEqualTo(statuses);
        for (Answer answer : answers) {
            if (answer.status() >= 400) {
                assertProblem(answer);
            }
        }
    }

    @Test
    void the_cursor_that_bad_ones_are_made_of_is_good() throws IOException {
        Call call = Call.of("GET", "/compensations?limit=1");

        assertThat(ask(call.bytes()).get(0).json().get("next").asText())
                .isEqualTo(
                        Cursor.of("compensations ESCALATED Optional.empty", HostileRequests.KEY));
    }

    @Test
    void old_clients_pipelines_and_expectations_are_served() throws IOException {
        String get = "GET /orders/o-1 HTTP/1.1\r\nHost: x\r\n";

        assertThat(statuses("GET /orders HTTP/1.0\r\n\r\n")).containsExactly(200);
        assertThat(statuses("GET /orders HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"))
                .containsExactly(200);
        assertThat(statuses((get + "\r\n").repeat(50))).hasSize(50).containsOnly(200);
        assertThat(statuses((get + "\r\n").repeat(2) + "BAD\r\n\r\n")).startsWith(200, 200);
        assertThat(
                        statuses(
                                HostileRequests.POST
                                        + "Expect: 100-continue\r\nContent-Length: 20\r\n\r\n{\"shipmentId\":\"s-1\"}"))
                .containsExactly(200);
    }

    @Test
    void a_body_where_none_belongs_is_not_looked_at() throws IOException {
        Call call = Call.of("GET", "/orders/o-1").saying("{");

        assertThat(ask(call.bytes()).get(0).status()).isEqualTo(200);
        assertThat(ask(call.saying("x".repeat(100_000)).bytes()).get(0).status()).isEqualTo(200);
    }

    @Test
    void an_upgrade_is_ignored_and_leaves_no_session_behind() throws IOException {
        String request =
                String.join(
                        "\r\n",
                        "GET /orders/o-1 HTTP/1.1",
                        "Host: x",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        "");

        Answer answer = ask(request.getBytes(StandardCharsets.ISO_8859_1)).get(0);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    private static List<Integer> statuses(String requests) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(requests.getBytes(StandardCharsets.ISO_8859_1));
        return ask(bytes.toByteArray()).stream().map(Answer::status).toList();
    }

    private static List<Answer> ask(byte[] request) throws IOException {
        return Wire.exchange(DESK.server.port(), request);
    }
}
