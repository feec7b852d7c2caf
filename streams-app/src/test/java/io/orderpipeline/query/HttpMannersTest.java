package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderpipeline.pipeline.LedgerRows;
import io.orderpipeline.query.OperatorCommands.Fate;
import io.orderpipeline.query.OperatorCommands.Intervention;
import io.orderpipeline.query.Wire.Answer;
import io.orderpipeline.query.reply.HttpLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What any client may expect of a server: compression, heads, time limits, a stop in good order.
 */
final class HttpMannersTest {

    private static final String DECISION = "{\"operator\":\"ada\",\"reason\":\"r\"}";
    private static final Listener.Patience SHORT =
            new Listener.Patience(Duration.ofMillis(300), Duration.ofSeconds(10));

    private final MemoryViews views = new MemoryViews();
    private final PrometheusMeterRegistry metrics =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch brokers = new CountDownLatch(1);
    private QueryServer server = start(SHORT);

    private QueryServer start(Listener.Patience patience) {
        return QueryServer.start(
                new QueryServer.Address("127.0.0.1", 0),
                views.resources(this::decided),
                metrics,
                patience);
    }

    /** A handler as slow as the test has it. */
    private Fate decided(Intervention intervention) {
        entered.countDown();
        try {
            brokers.await();
            return Fate.ACCEPTED;
        } catch (InterruptedException cut) {
            return Fate.UNKNOWN;
        }
    }

    @AfterEach
    void stop() {
        brokers.countDown();
        server.close();
    }

    @Test
    void a_longer_document_is_compressed_for_clients_that_take_it_and_keeps_its_tag()
            throws Exception {
        for (int i = 0; i < 20; i++) {
            views.orders.put("o-" + i, Orders.paid("o-" + i).build());
        }
        Answer plain = ask(Call.of("GET", "/orders"));
        Answer zipped = ask(Call.of("GET", "/orders").with("Accept-Encoding", "gzip"));
        Answer again =
                ask(
                        Call.of("GET", "/orders")
                                .with("Accept-Encoding", "gzip")
                                .with("If-None-Match", zipped.header("ETag").orElseThrow()));

        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(zipped.header("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.body()).hasSizeLessThan(plain.body().length / 4);
        assertThat(zipped.unzipped()).isEqualTo(plain.body());
        assertThat(zipped.header("ETag")).isEqualTo(plain.header("ETag"));
        assertThat(plain.header("Vary")).hasValue("Accept-Encoding");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("Content-Type")).hasValue("application/json");
    }

    @Test
    void a_short_document_is_sent_as_it_is_and_so_is_one_to_a_client_that_refuses_compression()
            throws Exception {
        Answer small = ask(Call.of("GET", "/health/live").with("Accept-Encoding", "gzip"));
        Answer refused = ask(Call.of("GET", "/openapi.json").with("Accept-Encoding", "gzip;q=0"));

        assertThat(small.header("Content-Encoding")).isEmpty();
        assertThat(refused.header("Content-Encoding")).isEmpty();
    }

    @Test
    void a_stream_is_never_compressed() throws Exception {
        Answer stream = ask(Call.of("GET", "/events/stream").with("Accept-Encoding", "gzip"));

        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("Content-Encoding")).isEmpty();
    }

    @Test
    void a_head_is_that_of_the_answer_to_a_get() throws Exception {
        views.orders.put("o-1", Orders.paid("o-1").build());
        Answer got = ask(Call.of("GET", "/orders/o-1"));
        Answer head = ask(Call.of("HEAD", "/orders/o-1"));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name :
                new String[] {"ETag", "Content-Type", "Content-Length", "Cache-Control"}) {
            assertThat(head.header(name)).as(name).isPresent().isEqualTo(got.header(name));
        }
        assertThat(ask(Call.of("HEAD", "/orders/o-2")).status()).isEqualTo(404);
        assertThat(ask(Call.of("HEAD", "/orders/o-1").with("If-None-Match", "\"2-g2\"")).status())
                .isEqualTo(304);
    }

    @Test
    void the_head_of_a_stream_opens_none() throws Exception {
        Answer head = ask(Call.of("HEAD", "/events/stream"));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.mediaType()).isEqualTo("text/event-stream");
        assertThat(metrics.get("http.streams.open").gauge().value()).isZero();
    }

    @Test
    void a_client_that_sends_half_a_head_is_cut_off() throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send("GET /orders HTTP/1.1\r\nHost: x\r\nX-");

            assertThat(wire.answer(false).map(Answer::status).orElse(408)).isEqualTo(408);
        }
    }

    @Test
    void a_client_that_sends_half_a_body_is_told_and_cut_off() throws Exception {
        try (Wire wire = new Wire(server.port())) {
            wire.send(
                    "POST /compensations/t-1/retry HTTP/1.1\r\nHost: x\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

            Answer answer = wire.answer(false).orElseThrow();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.json().get("type").asText()).endsWith(":request-timeout");
            assertThat(wire.answer(false)).isEmpty();
        }
    }

    @Test
    void bodies_that_come_slowly_leave_threads_to_those_who_ask() throws Exception {
        server.close();
        server = start(new Listener.Patience(Duration.ofSeconds(30), Duration.ofMillis(200)));
        views.orders.put("o-1", Orders.placed("o-1").build());
        List<Wire> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * HttpLimits.THREADS; i++) {
                Wire wire = new Wire(server.port());
                slow.add(wire);
                wire.send(
                        "POST /orders/o-1/fulfilment HTTP/1.1\r\nHost: x\r\nIdempotency-Key: k\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
            }

            await().untilAsserted(() -> assertRefused(ask(fulfilment())));
            assertThat(ask(Call.of("GET", "/orders/o-1")).status()).isEqualTo(200);
        } finally {
            for (Wire wire : slow) {
                wire.close();
            }
        }
        await().untilAsserted(() -> assertThat(ask(fulfilment()).status()).isEqualTo(400));
    }

    private static Call fulfilment() {
        return Call.of("POST", "/orders/o-1/fulfilment")
                .with("Idempotency-Key", "k")
                .with("Content-Type", "application/json")
                .saying("{}");
    }

    private static void assertRefused(Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("type").asText()).endsWith(":too-many-waiting");
    }

    @Test
    void a_request_that_waits_for_longer_than_a_connection_may_be_idle_is_answered()
            throws Exception {
        views.orders.put("o-1", Orders.placed("o-1").build());

        Answer answer = ask(Call.of("GET", "/orders/o-1?minVersion=2&waitMs=700"));

        assertThat(answer.status()).isEqualTo(504);
    }

    @Test
    void a_request_in_flight_is_answered_before_the_server_stops_and_no_new_one_is_taken()
            throws Exception {
        views.rows.add(LedgerRows.escalated("t-1", "o-1", 0, "why"));
        int port = server.port();
        CompletableFuture<Answer> slow = later(decision());
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(server::close, HttpMannersTest::inThread);

        await().untilAsserted(
                        () ->
                                assertThatThrownBy(() -> new Wire(port).close())
                                        .isInstanceOf(IOException.class));
        assertThat(stopped).isNotDone();
        assertThat(slow).isNotDone();
        brokers.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS).status()).isEqualTo(202);
        stopped.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_request_that_is_not_done_in_time_does_not_keep_the_server_from_stopping()
            throws Exception {
        server.close();
        server = start(new Listener.Patience(Duration.ofSeconds(30), Duration.ofMillis(200)));
        views.rows.add(LedgerRows.escalated("t-1", "o-1", 0, "why"));
        CompletableFuture<Answer> slow = later(decision()).exceptionally(cut -> null);
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture.runAsync(server::close, HttpMannersTest::inThread)
                .get(10, TimeUnit.SECONDS);

        assertThat(brokers.getCount()).isEqualTo(1);
        assertThat(slow).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void whoever_waits_for_a_version_is_told_at_once_that_the_server_stops() throws Exception {
        views.orders.put("o-1", Orders.placed("o-1").build());
        CompletableFuture<Answer> waiting =
                later(Call.of("GET", "/orders/o-1?minVersion=2&waitMs=30000"));
        await().until(() -> views.looks.get() > 1);

        CompletableFuture.runAsync(server::close, HttpMannersTest::inThread)
                .get(5, TimeUnit.SECONDS);

        Answer answer = waiting.get(5, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).hasValue("1");
        assertThat(answer.json().get("state").asText()).isEqualTo("not running");
    }

    private static Call decision() {
        return Call.of("POST", "/compensations/t-1/retry")
                .with("Content-Type", "application/json")
                .saying(DECISION);
    }

    /** All at once, also where the shared pool has a single thread. */
    private static void inThread(Runnable task) {
        new Thread(task).start();
    }

    /** A client that leaves its end of the connection open, as most do. */
    private CompletableFuture<Answer> later(Call call) {
        int port = server.port();
        return CompletableFuture.supplyAsync(
                () -> {
                    try (Wire wire = new Wire(port)) {
                        wire.send(call.bytes());
                        return wire.answer(false).orElseThrow();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                HttpMannersTest::inThread);
    }

    private Answer ask(Call call) throws IOException {
        return Wire.exchange(server.port(), call.bytes()).get(0);
    }
}
