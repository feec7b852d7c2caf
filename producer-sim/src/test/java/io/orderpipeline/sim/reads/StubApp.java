package io.orderpipeline.sim.reads;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderpipeline.sim.reads.ReadLine.At;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Event;
import io.orderpipeline.sim.reads.ReadLine.Money;
import io.orderpipeline.sim.reads.ReadLine.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An instance of the app with orders in which nothing happens any more, and moods to fail in. */
public final class StubApp implements AutoCloseable {

    /** How it answers. */
    public enum Mood {
        FINE,
        UNAVAILABLE,
        HANGS_UP,
        BABBLES,
        STALE
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Or each answer would wait for the client to acknowledge its headers, 40 ms.
        String unused = System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Life(List<@Nullable Document> versions, List<Step> steps) {
        @Nullable Document at(int version) {
            return version == 0 ? null : versions.get(version - 1);
        }

        int until(Instant instant) {
            return (int) steps.stream().takeWhile(step -> !when(step).isAfter(instant)).count();
        }

        private static Instant when(Step step) {
            return Instant.parse(step.event().occurredAt());
        }
    }

    private record Reply(int status, ObjectNode body) {}

    private final Map<String, Life> orders = new ConcurrentHashMap<>();
    private final Queue<URI> asked = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Mood mood = Mood.FINE;
    private volatile Mood nextCursor = Mood.FINE;

    public StubApp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/orders", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Knows an order: what it is at each version (null until it is placed), and its events. */
    public void order(String id, List<@Nullable Document> versions, List<Step> steps) {
        orders.put(id, new Life(versions, steps));
    }

    /** Knows an order that was placed and paid. */
    void paid(String id, Instant placedAt) {
        Event placed = new Event("OrderPlaced", 1, "c-1", placedAt.toString());
        Event paid = new Event("PaymentConfirmed", 2, "c-2", placedAt.plusSeconds(1).toString());
        Money total = new Money(500, "EUR");
        Document first = new Document(id, "PLACED", 1, total, null, placed.occurredAt(), placed);
        ReadLine.Paid payment = new ReadLine.Paid("t-" + id, total);
        Document second = new Document(id, "PAID", 2, total, payment, placed.occurredAt(), paid);
        order(id, List.of(first, second), List.of(step(placed, 7), step(paid, 8)));
    }

    private static Step step(Event event, long offset) {
        return new Step(
                event, new At("order.command", 1, offset), new At("order.event", 1, offset + 10));
    }

    void mood(Mood now) {
        mood = now;
    }

    /** The next page that is asked for by a cursor is answered like this. */
    void nextCursor(Mood once) {
        nextCursor = once;
    }

    /** What was asked, in order. */
    public List<URI> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            asked.add(uri);
            Map<String, String> query = query(uri);
            Mood now = mood;
            if (query.containsKey("cursor") && nextCursor != Mood.FINE) {
                now = nextCursor;
                nextCursor = Mood.FINE;
            }
            if (now == Mood.HANGS_UP) {
                return;
            }
            if (now == Mood.STALE) {
                exchange.getResponseHeaders().add("X-Staleness-Ms", "750");
            }
            Reply reply =
                    now == Mood.UNAVAILABLE
                            ? problem(503)
                            : reply(List.of(uri.getPath().split("/", -1)), query);
            byte[] body =
                    now == Mood.BABBLES
                            ? "{\"orderId\":\"o\"}".getBytes(StandardCharsets.UTF_8)
                            : JSON.writeValueAsBytes(reply.body());
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        Stream.ofNullable(uri.getQuery())
                .flatMap(text -> Stream.of(text.split("&", -1)))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(pair[0], pair[1]));
        return query;
    }

    private Reply reply(List<String> path, Map<String, String> query) {
        if (path.size() == 2) {
            return list(query);
        }
        return Optional.ofNullable(orders.get(path.get(2)))
                .map(life -> path.size() == 4 ? history(life, query) : order(life, query))
                .orElseGet(() -> problem(404));
    }

    private static Reply order(Life life, Map<String, String> query) {
        int version = life.versions().size();
        if (query.containsKey("asOf")) {
            version = life.until(Instant.parse(query.get("asOf")));
        }
        if (Long.parseLong(query.getOrDefault("minVersion", "0")) > version) {
            Reply problem = problem(504);
            problem.body().put("currentVersion", version);
            return problem;
        }
        Document document = life.at(version);
        if (document == null) {
            return problem(404);
        }
        ObjectNode body = json(document);
        if (query.containsKey("asOf")) {
            body.put("asOf", query.get("asOf")).put("settled", true);
        }
        return new Reply(200, body);
    }

    private static Reply history(Life life, Map<String, String> query) {
        ObjectNode body = JSON.createObjectNode().put("version", life.steps().size());
        ArrayNode events = body.putArray("events");
        life.steps().stream()
                .skip(Long.parseLong(query.getOrDefault("after", "0")))
                .forEach(
                        step -> {
                            ObjectNode event = json(step.event());
                            event.set("cause", json(step.cause()));
                            event.set("event", json(step.at()));
                            events.add(event);
                        });
        return new Reply(200, body);
    }

    /** Two orders a page, whatever the limit. */
    private Reply list(Map<String, String> query) {
        List<Document> all =
                orders.values().stream()
                        .flatMap(life -> Stream.ofNullable(life.at(life.versions().size())))
                        .filter(each -> each.status().equals(query.get("status")))
                        .sorted(Comparator.comparing(StubApp::placedAt).reversed())
                        .toList();
        int from = Integer.parseInt(query.getOrDefault("cursor", "after 0").substring(6));
        int end = Math.min(all.size(), from + 2);
        ObjectNode body = JSON.createObjectNode();
        ArrayNode page = body.putArray("orders");
        all.subList(from, end).forEach(each -> page.add(json(each)));
        if (end < all.size()) {
            body.put("next", "after " + end);
        }
        return new Reply(200, body);
    }

    private static Instant placedAt(Document document) {
        return Instant.parse(document.placedAt());
    }

    private static Reply problem(int status) {
        return new Reply(status, JSON.createObjectNode().put("status", status));
    }

    private static ObjectNode json(Document order) {
        ObjectNode body =
                JSON.createObjectNode()
                        .put("orderId", order.order())
                        .put("status", order.status())
                        .put("version", order.version())
                        .put("customerId", "customer")
                        .put("placedAt", order.placedAt());
        body.set("total", json(order.total()));
        if (order.paid() != null) {
            ReadLine.Paid paid = requireNonNull(order.paid());
            ObjectNode payment = body.putObject("payment").put("transactionId", paid.transaction());
            payment.set("amount", json(paid.amount()));
        }
        body.set("lastEvent", json(order.lastEvent()));
        return body;
    }

    private static ObjectNode json(Money money) {
        return JSON.createObjectNode()
                .put("amountMinor", money.amountMinor())
                .put("currency", money.currency());
    }

    private static ObjectNode json(Event event) {
        return JSON.createObjectNode()
                .put("type", event.type())
                .put("version", event.version())
                .put("commandId", event.command())
                .put("occurredAt", event.occurredAt());
    }

    private static ObjectNode json(At at) {
        return JSON.createObjectNode()
                .put("topic", at.topic())
                .put("partition", at.partition())
                .put("offset", at.offset());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
