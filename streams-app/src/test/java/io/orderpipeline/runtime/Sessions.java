package io.orderpipeline.runtime;

import static org.awaitility.Awaitility.await;

import io.orderpipeline.stack.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Traffic, and one client that reads what it wrote from now this and now that instance: no answer
 * may go back behind one that it had before, and what was there is never missing.
 */
final class Sessions implements AutoCloseable {

    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
    private static final int ORDERS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = "o-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final List<URI> instances;
    private final CommandSender sender;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore writing = new Semaphore(1);
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicInteger newest = new AtomicInteger();
    private volatile String generation = "";
    private volatile boolean closed;
    private final Thread writer = new Thread(() -> run(this::write), "session-writer");
    private final Thread reader = new Thread(() -> run(this::read), "session-reader");
    private final Map<Integer, Long> seen = new HashMap<>();
    private int turn;

    Sessions(LocalStack stack, List<URI> instances) {
        this.instances = instances;
        this.sender = new CommandSender(stack);
    }

    private interface Step {
        void run() throws Exception;
    }

    void start() {
        writer.start();
        reader.start();
    }

    /** What was wrong with answers. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    void awaitReads(int more) {
        long goal = answers.get() + more;
        await().atMost(PATIENCE).until(() -> answers.get() >= goal);
    }

    void awaitAnswersOf(int number) {
        await().atMost(PATIENCE).until(() -> generation.equals(String.valueOf(number)));
        awaitReads(20);
    }

    /** Nothing is written meanwhile. */
    void withoutTraffic(Runnable work) throws InterruptedException {
        writing.acquire();
        try {
            work.run();
        } finally {
            writing.release();
        }
    }

    private void run(Step step) {
        try {
            while (!closed) {
                step.run();
            }
        } catch (Exception | AssertionError failed) {
            if (!closed) {
                failures.add(failed.toString());
            }
        }
    }

    private void write() throws Exception {
        writing.acquire();
        try {
            int number = newest.get();
            sender.place(name + number, "place-" + number);
            newest.incrementAndGet();
            if (number > 0) {
                sender.pay(name + (number - 1), "pay-" + (number - 1));
            }
        } finally {
            writing.release();
        }
    }

    private void read() throws Exception {
        int latest = newest.get();
        turn++;
        int number = Math.max(0, latest - 1 - turn % ORDERS);
        URI instance = instances.get(turn / ORDERS % instances.size());
        HttpResponse<String> reply =
                client.send(
                        HttpRequest.newBuilder(instance.resolve("/orders/" + name + number))
                                .build(),
                        BodyHandlers.ofString());
        long before = seen.getOrDefault(number, 0L);
        switch (reply.statusCode()) {
            case 200 -> {
                long version = version(reply.body());
                if (version < before) {
                    failures.add(
                            "order %d was at %d, and %s says %s"
                                    .formatted(number, before, instance, reply.body()));
                }
                seen.merge(number, version, Math::max);
                generation = reply.headers().firstValue("X-Generation").orElse("none");
                answers.incrementAndGet();
            }
            case 404 -> {
                if (before > 0) {
                    failures.add("order %d was there, and %s has none".formatted(number, instance));
                }
            }
            case 503 -> Thread.onSpinWait();
            default -> failures.add(reply.statusCode() + ": " + reply.body());
        }
    }

    private static long version(String body) {
        Matcher matcher = VERSION.matcher(body);
        if (!matcher.find()) {
            throw new AssertionError(body);
        }
        return Long.parseLong(matcher.group(1));
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        reader.interrupt();
        await().atMost(PATIENCE).until(() -> !writer.isAlive() && !reader.isAlive());
        sender.close();
    }
}
