package io.orderpipeline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadsTest {

    private static final long SLOW_MS = 200;

    @Test
    void every_question_is_answered_and_counted_when_the_asking_has_ended() throws Exception {
        AtomicLong asked = new AtomicLong();
        CountDownLatch some = new CountDownLatch(5);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    some.countDown();
                    try (exchange) {
                        TimeUnit.MILLISECONDS.sleep(SLOW_MS);
                        exchange.sendResponseHeaders(200, -1);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
        try {
            URI app = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            Reads reads = Reads.start(app, 50, number -> "/" + number);
            try (reads) {
                assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
            }
            Reads.Taken taken = reads.take();
            assertThat(taken.failed()).isZero();
            assertThat(taken.percentiles().count()).isEqualTo(asked.get());
            assertThat(taken.percentiles().p50Ms()).isGreaterThanOrEqualTo(SLOW_MS);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
