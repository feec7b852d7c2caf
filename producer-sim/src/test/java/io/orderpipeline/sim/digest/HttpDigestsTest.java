package io.orderpipeline.sim.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpDigestsTest {

    private static final String LINE =
            "{\"orderId\":\"%s\",\"version\":%d,\"chain\":\"c%d\",\"facts\":\"f\"}\n";

    private record Answer(int status, String body, End end) {}

    /** What becomes of the connection after a body. */
    private enum End {
        COMPLETE,
        BREAKS_OFF,
        HANGS
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private AppDigests app;
    private DigestSource source;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        int port = server.getAddress().getPort();
        app = new AppDigests(URI.create("http://127.0.0.1:" + port));
        source = app.of(3);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_partition_is_told_order_by_order() throws IOException {
        says(
                "/peer/digests?generation=3&partition=0",
                LINE.formatted("o-1", 2, 2) + LINE.formatted("o-2", 1, 1));
        List<OrderDigest> told = new ArrayList<>();

        source.each(0, told::add);

        assertThat(told)
                .containsExactly(
                        new OrderDigest("o-1", 2, "c2", "f"), new OrderDigest("o-2", 1, "c1", "f"));
    }

    @Test
    void an_order_is_told_with_all_its_versions() throws IOException {
        String version = "{\"orderId\":\"o-1\",\"version\":%d,\"chain\":\"c%d\",\"offset\":7}\n";
        says(
                "/peer/digests?generation=3&partition=0&order=o-1",
                version.formatted(1, 1) + version.formatted(2, 2) + LINE.formatted("o-1", 2, 2));

        assertThat(source.trail(0, "o-1"))
                .hasValue(
                        new Trail(
                                Map.of(1L, "c1", 2L, "c2"), new OrderDigest("o-1", 2, "c2", "f")));
    }

    @Test
    void an_order_that_is_not_there_is_absent_however_that_is_said() throws IOException {
        says("/peer/digests?generation=3&partition=0&order=o-1", "");

        assertThat(source.trail(0, "o-1")).isEmpty();
        assertThat(source.trail(0, "o-2")).isEmpty();
    }

    @Test
    void an_answer_that_breaks_off_is_none() {
        answers.put(
                "/peer/digests?generation=3&partition=0",
                new Answer(200, LINE.formatted("o-1", 2, 2), End.BREAKS_OFF));

        assertThatThrownBy(() -> source.each(0, digest -> {})).isInstanceOf(IOException.class);
    }

    @Test
    void an_answer_in_which_nothing_more_comes_is_none_and_is_not_waited_for() {
        answers.put(
                "/peer/digests?generation=3&partition=0",
                new Answer(200, LINE.formatted("o-1", 2, 2), End.HANGS));
        DigestSource impatient =
                new AppDigests(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                                Duration.ofMillis(300))
                        .of(3);

        assertThatThrownBy(() -> impatient.each(0, digest -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing more came");
    }

    @Test
    void a_refusal_says_what_the_app_said() {
        answers.put(
                "/peer/digests?generation=3&partition=0",
                new Answer(503, "{\"detail\":\"It is not hosted here.\"}", End.COMPLETE));

        assertThatThrownBy(() -> source.each(0, digest -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 503: It is not hosted here.");
    }

    @Test
    void generations_are_told_with_their_instances() throws IOException {
        says(
                "/generations",
                """
                {"revision":9,"live":2,"instances":[{"instance":"one","revision":9,"live":2,"holding":true,
                  "build":"b1"}],
                 "unanswered":["two"],"generations":[
                  {"number":2,"status":"LIVE","instances":[
                    {"instance":"one","state":"RUNNING","handled":10,"behind":3,"caughtUp":true,
                     "ready":true,"partitions":[0,2]},
                    {"instance":"two","state":"RUNNING","handled":7,"behind":-1,"caughtUp":false,
                     "ready":false,"partitions":[1]}]},
                  {"number":3,"status":"BUILDING"}]}
                """);

        Generations told = app.generations();

        assertThat(told.revision()).isEqualTo(9);
        assertThat(told.members()).containsExactly(new Generations.Member("one", 9, 2, true, "b1"));
        assertThat(told.unanswered()).containsExactly("two");
        Generations.Generation live = told.find(2).orElseThrow();
        assertThat(live.handled()).isEqualTo(17);
        assertThat(live.behind()).isEqualTo(4);
        assertThat(live.ready()).containsExactly(0, 2);
        assertThat(live.caughtUp()).isFalse();
        assertThat(told.find(3).orElseThrow().caughtUp()).isFalse();
    }

    private void says(String request, String body) {
        answers.put(request, new Answer(200, body, End.COMPLETE));
    }

    private void handle(HttpExchange exchange) throws IOException {
        Answer answer =
                answers.getOrDefault(
                        exchange.getRequestURI().toString(), new Answer(404, "{}", End.COMPLETE));
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), 0);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
        switch (answer.end()) {
            case COMPLETE -> exchange.close();
            case BREAKS_OFF -> throw new IOException("killed");
            case HANGS -> {} // the connection stays
        }
    }
}
