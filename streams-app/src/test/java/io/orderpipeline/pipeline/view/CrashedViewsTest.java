package io.orderpipeline.pipeline.view;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.CONFIRM;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.SETTLE;
import static io.orderpipeline.order.Commands.TOTAL;
import static io.orderpipeline.pipeline.LedgerRows.escalated;
import static io.orderpipeline.pipeline.LedgerRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.view.OrderView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crash leaves every store at some moment between the last commit and the end, each at its own;
 * what came since the commit is delivered again.
 */
class CrashedViewsTest {

    private static final List<String> BYTES =
            List.of(
                    ViewTopology.ORDER_HISTORY,
                    ViewTopology.ORDER_INDEX,
                    ViewTopology.TRANSACTION_VIEW,
                    ViewTopology.TRANSACTION_INDEX);
    private static final int CRASHES = 300;

    @TempDir private Path directory;

    /** What the stores held after some records. */
    private record Image(Map<String, OrderView> views, Map<String, Map<String, byte[]>> bytes) {

        static Image of(ViewDriver driver) {
            Map<String, OrderView> views = new TreeMap<>();
            driver.keys(ViewTopology.ORDER_VIEW)
                    .forEach(key -> views.put(key, driver.views().get(key)));
            Map<String, Map<String, byte[]>> bytes = new TreeMap<>();
            for (String store : BYTES) {
                Map<String, byte[]> entries = new TreeMap<>();
                driver.keys(store).forEach(key -> entries.put(key, driver.store(store).get(key)));
                bytes.put(store, entries);
            }
            return new Image(views, bytes);
        }

        /** All of it, save offsets: what is delivered again has others in a test driver. */
        List<String> text() {
            List<String> text = new ArrayList<>();
            views.forEach((key, view) -> text.add(key + " = " + view));
            bytes.forEach(
                    (store, entries) ->
                            entries.forEach(
                                    (key, value) ->
                                            text.add(
                                                    store
                                                            + " "
                                                            + key
                                                            + " = "
                                                            + text(store, value))));
            return text;
        }

        private static String text(String store, byte[] value) {
            byte[] bytes =
                    store.equals(ViewTopology.ORDER_HISTORY)
                            ? StoredRecord.parse(value).record()
                            : value;
            return Base64.getEncoder().encodeToString(bytes);
        }
    }

    @Test
    void stores_that_a_crash_left_at_different_moments_end_where_they_would_have() {
        List<Image> images = new ArrayList<>();
        try (ViewDriver views = new ViewDriver(directory)) {
            List<SpecificRecord> records = records();
            images.add(Image.of(views));
            for (SpecificRecord record : records) {
                send(views, record);
                images.add(Image.of(views));
            }
            Map<String, Long> counts = views.counted();
            assertThat(views.heard()).isEqualTo(counts).hasSize(5);

            for (int seed = 1; seed <= CRASHES; seed++) {
                Random random = new Random(seed);
                int committed = random.nextInt(records.size());
                crash(views, images.subList(committed, images.size()), random);
                Map<String, Long> beforeCounted = views.counted();
                Map<String, Long> beforeHeard = views.heard();

                records.subList(committed, records.size()).forEach(record -> send(views, record));

                assertThat(Image.of(views).text())
                        .as("seed %d, %d committed", seed, committed)
                        .isEqualTo(images.get(records.size()).text());
                assertThat(views.counted()).isEqualTo(counts);
                assertThat(difference(views.heard(), beforeHeard))
                        .as("seed %d, counts", seed)
                        .isEqualTo(difference(counts, beforeCounted));
            }
        }
    }

    private static void crash(ViewDriver views, List<Image> survivors, Random random) {
        views.keys(ViewTopology.ORDER_VIEW).forEach(views.views()::delete);
        any(survivors, random).views().forEach(views.views()::put);
        for (String store : BYTES) {
            views.keys(store).forEach(views.store(store)::delete);
            any(survivors, random)
                    .bytes()
                    .getOrDefault(store, Map.of())
                    .forEach(views.store(store)::put);
        }
    }

    private static Image any(List<Image> images, Random random) {
        return images.get(random.nextInt(images.size()));
    }

    private static Map<String, Long> difference(Map<String, Long> to, Map<String, Long> from) {
        Map<String, Long> difference = new TreeMap<>(to);
        from.forEach((key, count) -> difference.merge(key, -count, Long::sum));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }

    private static List<SpecificRecord> records() {
        List<OrderEvent> first = OrderEvents.of(SETTLE, PLACE, new ConfirmPayment("tx-2", TOTAL));
        List<OrderEvent> second = OrderEvents.of("o-2", PLACE, CONFIRM, FULFIL);
        List<OrderEvent> third = OrderEvents.of("o-3", PLACE, CANCEL);
        return List.of(
                first.get(0),
                second.get(0),
                row("t-1", "o-1", TransactionState.PENDING, 0),
                first.get(1),
                second.get(1),
                row("t-1", "o-1", TransactionState.UNTRACKED, 60),
                row("t-2", "o-2", TransactionState.TRACKED, 61),
                third.get(0),
                second.get(2),
                first.get(2),
                escalated("t-1", "o-1", 120, "why"),
                third.get(1),
                row("t-1", "o-1", TransactionState.RESOLVED, 180));
    }

    private static void send(ViewDriver views, SpecificRecord record) {
        if (record instanceof OrderEvent event) {
            views.send(event);
        } else {
            views.send((LedgerRow) record);
        }
    }
}
