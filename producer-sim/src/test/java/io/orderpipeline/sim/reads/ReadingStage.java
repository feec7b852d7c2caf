package io.orderpipeline.sim.reads;

import static java.util.Objects.requireNonNull;

import io.orderpipeline.sim.ledger.LedgerWriter;
import io.orderpipeline.sim.reads.ReadLine.Read;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of an app that know seven paid orders, and readers that ask them. */
abstract class ReadingStage {

    static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    static final List<String> ORDERS =
            IntStream.range(0, 7).mapToObj(number -> "o-" + number).toList();

    @TempDir Path folder;
    final StubApp one = new StubApp();
    final StubApp two = new StubApp();

    ReadingStage() throws IOException {}

    @BeforeEach
    void place() {
        for (StubApp app : List.of(one, two)) {
            ORDERS.forEach(id -> app.paid(id, START.plusSeconds(ORDERS.indexOf(id))));
        }
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    void plan(String file, String topicId, Instant startedAt, List<String> orders) {
        try (LedgerWriter ledger = PlannedOrders.open(folder.resolve(file), topicId, startedAt)) {
            PlannedOrders.plan(ledger, orders);
        }
    }

    ReadingResult readUntil(BooleanSupplier enough) {
        return readUntil(enough, new ReadingOptions.Pace(2, 1_000), one.url(), two.url());
    }

    ReadingResult readUntil(BooleanSupplier enough, ReadingOptions.Pace pace, URI... instances) {
        Reading reading = reading(pace, instances);
        var unused = reading.start();
        await(enough);
        return reading.stop();
    }

    Reading reading(ReadingOptions.Pace pace, URI... instances) {
        return new Reading(
                new ReadingOptions(List.of(instances), folder, pace, Duration.ofMinutes(5), 11));
    }

    static void await(BooleanSupplier enough) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(enough::getAsBoolean);
    }

    static ReadsLedger kept(ReadingResult result) {
        return ReadsLedgerReader.read(Path.of(requireNonNull(result.ledger())));
    }

    static <R extends Read> R some(List<Read> reads, Class<R> kind, Predicate<R> wanted) {
        return all(reads, kind).stream().filter(wanted).findFirst().orElseThrow();
    }

    static <R extends Read> List<R> all(List<Read> reads, Class<R> kind) {
        return reads.stream()
                .flatMap(read -> kind.isInstance(read) ? Stream.of(kind.cast(read)) : Stream.of())
                .toList();
    }
}
