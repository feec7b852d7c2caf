package io.orderpipeline.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilencesTest {

    /** Longer than from one question to the next, shorter than the patience for an answer. */
    private static final long SLOW_MS = 250;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(8);
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // before each test
    SilencesTest() {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/orders/", this::answerSlowly);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answerSlowly(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try (exchange) {
            TimeUnit.MILLISECONDS.sleep(SLOW_MS);
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            answers.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_order_is_asked_for_again_only_when_the_last_question_has_ended() throws Exception {
        URI app = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (Silences silences = Silences.start(app, List.of("o-1", "o-2"))) {
            assertThat(answers.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(mostAtOnce).hasValue(2);
            assertThat(silences.longest()[0]).isGreaterThan(SLOW_MS / 1e3);
        }
    }
}
