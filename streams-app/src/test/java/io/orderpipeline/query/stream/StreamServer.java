package io.orderpipeline.query.stream;

import io.javalin.Javalin;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server with nothing but streams. */
final class StreamServer implements AutoCloseable {

    /** As in earnest, but for tests that do not wait for the clock. */
    static final StreamLimits QUICK =
            new StreamLimits(
                    4,
                    100,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(10),
                    List.of(Duration.ofMillis(50), Duration.ofMillis(50)),
                    List.of(Duration.ofMillis(20)),
                    Duration.ofSeconds(10));

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server;

    StreamServer(FakeLog log, StreamLimits limits) {
        server =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.jetty.threadPool = new QueuedThreadPool(16);
                            StreamRoutes.add(
                                    config, new StreamSources(log, log, log), metrics, limits);
                        });
        server.start("127.0.0.1", 0);
    }

    static StreamLimits withWrite(Duration write) {
        return new StreamLimits(
                QUICK.streams(),
                QUICK.backlog(),
                QUICK.heartbeat(),
                write,
                QUICK.firstLooks(),
                QUICK.looks(),
                QUICK.gap());
    }

    static StreamLimits withGap(Duration gap) {
        return new StreamLimits(
                QUICK.streams(),
                QUICK.backlog(),
                QUICK.heartbeat(),
                QUICK.write(),
                QUICK.firstLooks(),
                QUICK.looks(),
                gap);
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    StreamReader open(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Accept-Encoding", "gzip");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new StreamReader(
                client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    double ended(String by) {
        Counter counter = metrics.find("http.streams.ended").tag("by", by).counter();
        return counter == null ? 0 : counter.count();
    }

    double open() {
        return metrics.get("http.streams.open").gauge().value();
    }

    @Override
    public void close() {
        server.stop();
    }
}
