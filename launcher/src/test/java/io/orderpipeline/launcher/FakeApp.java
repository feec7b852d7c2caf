package io.orderpipeline.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as the app does: with what a test has prepared. */
public final class FakeApp implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /**
     * One answer.
     *
     * @param stays whether the connection stays open after the body
     */
    private record Answer(int status, Map<String, String> headers, String body, boolean stays) {}

    /** What was asked; a header that was not there is empty. */
    public record Asked(
            String request, String type, String commandId, String lastEventId, String body) {
        JsonNode json() {
            return parsed(body);
        }
    }

    public FakeApp() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** Where nobody listens. */
    public static URI nobody() {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + taken.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was asked so far. */
    public List<Asked> asked() {
        return asked;
    }

    /** The next answer to a request; the last one prepared is given for ever. */
    public void answer(String request, int status, String body) {
        answer(request, status, body, Map.of());
    }

    public void answer(String request, int status, String body, Map<String, String> headers) {
        add(request, new Answer(status, headers, body, false));
    }

    /** A problem document, as the app writes them. */
    public void problem(String request, int status, String type, String more) {
        answer(
                request,
                status,
                """
                {"type":"urn:order-pipeline:problem:%s","title":"A title","status":%d,
                 "detail":"This is why."%s}
                """
                        .formatted(type, status, more),
                status == 503 ? Map.of("Retry-After", "1") : Map.of());
    }

    /** A stream of events whose connection ends after them. */
    public void stream(String path, String text) {
        add("GET " + path, stream(text, false));
    }

    /** A stream of events whose connection then stays open without a word. */
    public void silentStream(String path, String text) {
        add("GET " + path, stream(text, true));
    }

    private static Answer stream(String text, boolean stays) {
        return new Answer(200, Map.of("Content-Type", "text/event-stream"), text, stays);
    }

    private void add(String request, Answer answer) {
        answers.computeIfAbsent(request, key -> new ConcurrentLinkedDeque<>()).add(answer);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(
                new Asked(
                        request,
                        header(exchange, "Content-Type"),
                        header(exchange, "Idempotency-Key"),
                        header(exchange, "Last-Event-ID"),
                        body));
        try (exchange) {
            send(exchange, next(request));
        }
    }

    private static String header(HttpExchange exchange, String name) {
        List<String> values = exchange.getRequestHeaders().get(name);
        return values == null ? "" : values.get(0);
    }

    private Answer next(String request) {
        Deque<Answer> prepared = answers.getOrDefault(request, new ConcurrentLinkedDeque<>());
        if (prepared.isEmpty()) {
            return new Answer(500, Map.of(), "no answer prepared for " + request, false);
        }
        return prepared.size() > 1 ? prepared.removeFirst() : prepared.getFirst();
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), 0);
        exchange.getResponseBody().write(answer.body().getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        if (answer.stays()) {
            try {
                closed.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
