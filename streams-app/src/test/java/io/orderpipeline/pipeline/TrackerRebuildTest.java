package io.orderpipeline.pipeline;

import static io.orderpipeline.pipeline.TrackerDriver.ATTEMPTS;
import static io.orderpipeline.pipeline.TrackerDriver.BACKOFF;
import static io.orderpipeline.pipeline.TrackerDriver.DEADLINE;
import static io.orderpipeline.pipeline.TrackerDriver.PATIENCE;
import static io.orderpipeline.pipeline.TrackerDriver.TOTAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.compensation.ChasePolicy;
import io.orderpipeline.schema.ledger.LedgerRow;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.serde.AvroSerde;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerRebuildTest {

    private static final StateRebuild.Contents NOTHING = new StateRebuild.Contents(Map.of());
    private static final String LEDGER = Applications.LEDGER_STORE;
    private static final String INDEX = Applications.LEDGER_INDEX_STORE;
    private static final String TOTALS = Applications.LEDGER_TOTALS_STORE;
    private static final List<String> OUTPUTS =
            List.of(Topics.ORDER_COMPENSATION.name(), Topics.PAYMENT_REFUND.name());

    private static final Duration TICK = Duration.ofMillis(250);

    @TempDir private Path directory;
    private TrackerDriver tracker;
    private final List<StateRebuild.Stored> written = new ArrayList<>();

    @BeforeEach
    void start() {
        tracker = new TrackerDriver(directory);
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void whatever_happened_rows_that_are_there_are_explained_and_stay_as_they_are(long seed) {
        liveThrough(new Random(seed), 300);

        StateRebuild.Contents told = readTopics().contents(0, held());

        assertThat(told.of(LEDGER)).containsExactlyInAnyOrderEntriesOf(tracker.store(LEDGER));
        assertThat(told.of(INDEX).keySet()).isEqualTo(tracker.store(INDEX).keySet());
        assertThat(told.of(TOTALS)).containsExactlyInAnyOrderEntriesOf(tracker.store(TOTALS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void lost_rows_come_back_with_their_facts_their_counts_and_a_state_that_harms_nobody(
            long seed) {
        liveThrough(new Random(seed), 300);

        Map<Bytes, byte[]> told = readTopics().contents(0, NOTHING).of(LEDGER);

        Map<Bytes, byte[]> held = tracker.store(LEDGER);
        assertThat(told.keySet()).isEqualTo(held.keySet());
        told.forEach((key, value) -> assertAlike(row(value), row(held.get(key))));
    }

    private static void assertAlike(LedgerRow told, LedgerRow held) {
        assertThat(facts(told)).as("%s", held).isEqualTo(facts(held));
        if (told.getState() == held.getState()) {
            told.getDueAt().ifPresent(due -> assertThat(due).isBeforeOrEqualTo(latest(held)));
            return;
        }
        if (told.getState() == TransactionState.ESCALATED) {
            assertThat(told.getEscalation().orElseThrow())
                    .as("%s instead of %s", told, held)
                    .contains("no topic says whether an operator's resolution of it counted");
            return;
        }
        assertThat(held.getState())
                .as("%s instead of %s", told, held)
                .isEqualTo(TransactionState.ESCALATED);
        assertThat(told.getState())
                .as("it is asked for again, and then escalated again")
                .isIn(
                        TransactionState.REFUND_REQUESTED,
                        TransactionState.UNTRACKED,
                        TransactionState.CITED);
    }

    private static Instant latest(LedgerRow held) {
        boolean last = held.getAttempts() >= ATTEMPTS;
        return last ? Instant.MAX : held.getDueAt().orElseThrow();
    }

    private static List<Object> facts(LedgerRow row) {
        return List.of(
                row.getOrderId(),
                row.getTransactionId(),
                row.getCapture(),
                row.getPayment(),
                row.getRefund(),
                row.getRefundReason(),
                row.getRefundedAt(),
                row.getContradiction(),
                row.getCompensations(),
                row.getRefundRequests());
    }

    private void liveThrough(Random random, int steps) {
        for (int step = 0; step < steps; step++) {
            String order = "o-" + random.nextInt(25);
            String transaction = "t-" + random.nextInt(2);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> tracker.captured(order, transaction, amount(random));
                case 3 -> tracker.confirmed(order, transaction, "order.command");
                case 4 -> tracker.confirmed(order, transaction, "order.compensation");
                case 5 -> tracker.refundRequested(order, transaction);
                case 6 -> tracker.refunded(order, transaction);
                case 7 -> tracker.retried(order, transaction);
                case 8 -> tracker.resolved(order, transaction);
                case 9 -> tracker.placed("o-99");
                default -> tracker.pass(Duration.ofMillis(random.nextLong(40_000)));
            }
            collect();
        }
    }

    private static Money amount(Random random) {
        return random.nextInt(15) == 0 ? new Money(1L, "EUR") : TOTAL;
    }

    /** The broker stamps what the tracker writes to order.compensation. */
    private void collect() {
        for (String topic : OUTPUTS) {
            for (TestRecord<byte[], byte[]> each : tracker.records(topic)) {
                written.add(
                        new StateRebuild.Stored(
                                new Cause(topic, 0, written.size()),
                                tracker.now().toEpochMilli(),
                                each.key(),
                                each.value()));
            }
        }
    }

    private StateRebuild readTopics() {
        TrackerRebuild rebuild = rebuild();
        for (StateRebuild.Input input : rebuild.inputs()) {
            List<StateRebuild.Stored> all = new ArrayList<>(tracker.taken());
            all.addAll(written);
            all.stream()
                    .filter(each -> each.at().topic().equals(input.topic()))
                    .forEach(rebuild::read);
        }
        return rebuild;
    }

    private TrackerRebuild rebuild() {
        ChasePolicy policy = new ChasePolicy(DEADLINE, BACKOFF, ATTEMPTS);
        return new TrackerRebuild(
                tracker.registry(),
                Applications.DEFAULT,
                new TrackerRebuild.Chasing(policy, 1),
                tracker.now());
    }

    private StateRebuild.Contents held() {
        return new StateRebuild.Contents(
                Map.of(
                        LEDGER, tracker.store(LEDGER),
                        INDEX, tracker.store(INDEX),
                        TOTALS, tracker.store(TOTALS)));
    }

    private LedgerRow row(byte @Nullable [] value) {
        return AvroSerde.of(LedgerRow.class, tracker.registry())
                .deserialize(Applications.DEFAULT.ledgerChangelog(), Objects.requireNonNull(value));
    }

    @Test
    void a_row_that_the_topics_do_not_explain_is_told_anew_and_one_without_records_goes() {
        tracker.captured("o-1", "t-1", TOTAL);
        tracker.confirmed("o-1", "t-1", "order.command");
        tracker.captured("o-2", "t-2", TOTAL);
        Map<Bytes, byte[]> damaged = new TreeMap<>(tracker.store(LEDGER));
        damaged.put(key("o-1/t-1"), damaged.get(key("o-2/t-2")));
        damaged.put(key("o-2/t-2"), new byte[] {1});
        damaged.put(key("o-3/t-3"), new byte[] {2});

        StateRebuild.Contents told =
                readTopics().contents(0, new StateRebuild.Contents(Map.of(LEDGER, damaged)));

        assertThat(told.of(LEDGER)).containsExactlyInAnyOrderEntriesOf(tracker.store(LEDGER));
    }

    @Test
    void a_row_resolved_in_mid_chase_comes_back_escalated_and_is_not_paid_behind_anybodys_back() {
        tracker.captured("o-1", "t-1", TOTAL);
        letDeadlinePass();
        tracker.resolved("o-1", "t-1");
        tracker.confirmed("o-1", "t-1", "order.compensation");

        LedgerRow told = row(readTopics().contents(0, NOTHING).of(LEDGER).get(key("o-1/t-1")));

        assertThat(told.getState()).isEqualTo(TransactionState.ESCALATED);
        assertThat(told.getPayment()).isPresent();
    }

    @Test
    void a_row_resolved_after_its_last_attempt_comes_back_resolved() {
        tracker.captured("o-1", "t-1", TOTAL);
        for (int i = 0; i < 20; i++) {
            tracker.pass(BACKOFF.multipliedBy(2));
            collect();
        }
        assertThat(tracker.row("o-1", "t-1").getState()).isEqualTo(TransactionState.ESCALATED);
        tracker.resolved("o-1", "t-1");

        LedgerRow told = row(readTopics().contents(0, NOTHING).of(LEDGER).get(key("o-1/t-1")));

        assertThat(told.getState()).isEqualTo(TransactionState.RESOLVED);
        assertThat(told.getAction()).isEqualTo(tracker.row("o-1", "t-1").getAction());
    }

    @Test
    void a_compensation_of_what_was_never_captured_is_refused() {
        tracker.captured("o-1", "t-1", TOTAL);
        letDeadlinePass();
        TrackerRebuild rebuild = rebuild();
        written.forEach(rebuild::read);

        assertThatThrownBy(() -> rebuild.contents(0, NOTHING))
                .isInstanceOf(UnfoldableException.class)
                .hasMessageContaining("o-1/t-1 was compensated");
    }

    private void letDeadlinePass() {
        tracker.pass(TICK);
        tracker.pass(DEADLINE.plus(PATIENCE));
        tracker.pass(TICK);
        collect();
        assertThat(written).isNotEmpty();
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }
}
