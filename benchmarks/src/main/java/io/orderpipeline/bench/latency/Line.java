package io.orderpipeline.bench.latency;

import io.orderpipeline.bench.figures.Percentiles;
import io.orderpipeline.bench.load.OpenLoop;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.RecordFactory;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What is measured, with traffic of its own: commands go in at one topic, and what comes of them is
 * read, committed, at another. Confined to one thread.
 */
final class Line implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_ASKED_PER_SECOND = 50;

    private final Iterator<Traffic.Sending> traffic;
    private final RecordFactory records;
    private final Optional<String> insteadOfCommands;
    private final Producer<byte[], byte[]> producer;
    private final Awaited events = new Awaited();
    private final Awaited answers = new Awaited();
    private final Tail tail;
    private final Optional<Visibility> visibility;
    private long sent;
    private long askEvery = 1;

    private Line(
            Connection to,
            Iterator<Traffic.Sending> traffic,
            RecordFactory records,
            Ends ends,
            Optional<URI> app) {
        this.traffic = traffic;
        this.records = records;
        insteadOfCommands = ends.input();
        producer = to.clients().producer(to.limits());
        tail = Tail.start(ends.output(), to.clients().consumer(), ends.idOf(), events);
        visibility = app.map(each -> new Visibility(each, answers));
    }

    /** Where the commands go, if not where they belong, and what comes out where. */
    private record Ends(Optional<String> input, String output, Function<byte[], String> idOf) {}

    /** The pipeline: from order.command to order.event. */
    static Line pipeline(
            Connection to, Wire wire, Iterator<Traffic.Sending> traffic, int partitions, URI app) {
        return new Line(
                to,
                traffic,
                new RecordFactory(wire::encode, partitions),
                new Ends(
                        Optional.empty(),
                        Topics.ORDER_EVENT.name(),
                        bytes -> wire.event(bytes).getCommandId()),
                Optional.of(app));
    }

    /** The bare application, which passes commands on as they are, and knows no captures. */
    static Line bare(
            Connection to, Wire wire, Iterator<Traffic.Sending> traffic, BareTopics topics) {
        return new Line(
                to,
                traffic,
                new RecordFactory(wire::encode, 1),
                new Ends(
                        Optional.of(topics.input()),
                        topics.output(),
                        bytes -> wire.command(bytes).getCommandId()),
                Optional.empty());
    }

    /** The topics of the bare application. */
    record BareTopics(String input, String output) {}

    /** Sends at this rate, first to warm up, and then to measure. */
    Latency run(double perSecond, int warmUpSeconds, int seconds) throws InterruptedException {
        askEvery = Math.max(1, Math.round(perSecond / MOST_ASKED_PER_SECOND));
        OpenLoop loop = new OpenLoop(traffic, this::send);
        loop.run(perSecond, warmUpSeconds);
        long missing = settle();
        var unused = events.take();
        var unusedToo = answers.take();
        var unusedAsWell = takeFailed();
        long began = System.nanoTime();
        loop.run(perSecond, seconds);
        double took = (System.nanoTime() - began) / 1e9;
        missing += settle();
        return new Latency(
                perSecond * seconds / took,
                Percentiles.of(events.take()),
                visibility.map(asked -> Percentiles.of(answers.take())).orElse(null),
                missing,
                takeFailed());
    }

    /** Answers other than 200 since the last call. */
    private long takeFailed() {
        return visibility.map(Visibility::takeFailed).orElse(0L);
    }

    private void send(Traffic.Sending sending, long dueNanos) {
        boolean isCommand = sending.record().capture().isEmpty();
        if (isCommand) {
            events.sent(sending.record().id(), dueNanos);
        }
        if (isCommand || insteadOfCommands.isEmpty()) {
            Future<RecordMetadata> unused = // one that fails is missed in the end
                    producer.send(record(sending));
        }
        if (isCommand && sent++ % askEvery == 0) {
            visibility.ifPresent(each -> each.ask(sending, dueNanos));
        }
    }

    private ProducerRecord<byte[], byte[]> record(Traffic.Sending sending) {
        ProducerRecord<byte[], byte[]> record = records.record(sending.record());
        return insteadOfCommands
                .map(topic -> new ProducerRecord<>(topic, record.key(), record.value()))
                .orElse(record);
    }

    /** Waits for what is under way; gives how many events and answers did not come. */
    private long settle() throws InterruptedException {
        producer.flush();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (events.missing() + answers.missing() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        long missing = (long) events.missing() + answers.missing();
        events.giveUp();
        answers.giveUp();
        return missing;
    }

    @Override
    public void close() {
        tail.close();
        producer.close();
    }
}
