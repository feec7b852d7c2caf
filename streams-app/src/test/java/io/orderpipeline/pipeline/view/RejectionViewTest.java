package io.orderpipeline.pipeline.view;

import static io.orderpipeline.order.Commands.CANCEL;
import static io.orderpipeline.order.Commands.FULFIL;
import static io.orderpipeline.order.Commands.NOON;
import static io.orderpipeline.order.Commands.PLACE;
import static io.orderpipeline.order.Commands.command;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.History;
import io.orderpipeline.pipeline.fold.Progress;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How refused commands ended, and how far the views have come. */
class RejectionViewTest {

    private static final String TOPIC = Topics.ORDER_REJECTION.name();

    private final History history = History.of(PLACE);
    @TempDir private Path directory;
    private ViewDriver views;

    @BeforeEach
    void start() {
        views = new ViewDriver(directory);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void the_outcome_of_a_refused_command_is_kept_as_it_stands_in_the_topic() {
        OrderRejection rejection = refused("c-1");
        views.send(rejection);
        views.send(refused("c-2"));

        StoredRecord stored = only(found("c-1"));

        assertThat(stored.offset()).isZero();
        assertThat(stored.record()).isEqualTo(views.bytes(rejection));
        assertThat(only(found("c-2")).offset()).isEqualTo(1);
    }

    @Test
    void a_rejection_that_is_delivered_again_is_kept_once() {
        OrderRejection rejection = refused("c-1");
        views.send(rejection);
        views.send(rejection);

        assertThat(found("c-1")).hasSize(1);
    }

    @Test
    void a_duplicate_does_not_replace_the_first_outcome_and_counts_as_progress() {
        views.send(refused("c-1"));
        OrderRejection duplicate = refused("c-1");
        assertThat(duplicate.getSequence()).isEmpty();

        views.send(duplicate);

        assertThat(only(found("c-1")).offset()).isZero();
        assertThat(views.progress(TOPIC)).contains(new Progress(1, NOON.toEpochMilli()));
    }

    @Test
    void a_duplicate_of_an_accepted_command_is_not_kept() {
        history.handle(command("c-1", CANCEL));
        history.handle(command("c-1", CANCEL));
        OrderRejection duplicate = OrderEvents.rejections(history).get(0);

        views.send(duplicate);

        assertThat(found("c-1")).isEmpty();
        assertThat(views.progress(TOPIC)).isPresent();
    }

    @Test
    void rejections_are_forgotten_by_the_period_once_all_of_it_is_behind_the_audit_horizon() {
        views.send(refused("c-1"));
        views.send(later(refused("c-2"), NOON.plus(RejectionKey.RETENTION.dividedBy(2))));
        assertThat(found("c-1")).hasSize(1);

        views.send(
                later(
                        refused("c-3"),
                        NOON.plus(RejectionKey.RETENTION.multipliedBy(5).dividedBy(4))));

        assertThat(found("c-1")).isEmpty();
        assertThat(found("c-2")).hasSize(1);
        assertThat(views.keys(ViewTopology.REJECTIONS, ViewTables.REJECTION)).hasSize(2);
    }

    @Test
    void nothing_is_known_of_a_rejection_once_it_is_behind_the_audit_horizon() {
        long noonMs = NOON.toEpochMilli();
        long retentionMs = RejectionKey.RETENTION.toMillis();

        assertThat(RejectionKey.isKnown(noonMs, noonMs + retentionMs)).isTrue();
        assertThat(RejectionKey.isKnown(noonMs, noonMs + retentionMs + 1)).isFalse();
    }

    @Test
    void a_rejection_of_any_age_that_is_known_is_looked_for() {
        long noonMs = NOON.toEpochMilli();
        RejectionKey key = new RejectionKey("o-1", "c-1");
        for (long ageMs = 0; ageMs <= RejectionKey.RETENTION.toMillis(); ageMs += 3_600_000) {
            assertThat(key.newestFirst(noonMs)).contains(key.text(noonMs - ageMs));
        }
        assertThat(key.newestFirst(noonMs))
                .hasSizeLessThanOrEqualTo(6)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void a_rejection_that_cannot_be_decoded_is_a_dead_letter_and_counts_as_progress() {
        views.send(refused("c-1"));
        views.send(TOPIC, "o-1", new byte[] {9, 9, 9, 9, 9, 9});

        assertThat(views.deadLetters())
                .singleElement()
                .extracting(letter -> ViewDriver.header(letter, DeadLetterHeaders.STAGE))
                .isEqualTo("deserialization");
        assertThat(views.progress(TOPIC)).contains(new Progress(1, NOON.toEpochMilli()));
    }

    @Test
    void a_rejection_under_another_key_is_a_dead_letter() {
        views.send(TOPIC, "o-2", views.bytes(refused("c-1")));

        assertThat(views.deadLetters())
                .singleElement()
                .extracting(letter -> ViewDriver.header(letter, DeadLetterHeaders.STAGE))
                .isEqualTo("processing");
        assertThat(views.progress(TOPIC)).contains(new Progress(0, Progress.NO_TIME));
    }

    private OrderRejection refused(String commandId) {
        history.handle(command(commandId, FULFIL));
        List<OrderRejection> all = OrderEvents.rejections(history);
        return all.get(all.size() - 1);
    }

    private static OrderRejection later(OrderRejection rejection, Instant at) {
        return OrderRejection.newBuilder(rejection).setRejectedAt(at).build();
    }

    /** As queries look for it, save that they leave out what has just been forgotten. */
    private List<StoredRecord> found(String commandId) {
        return views.store(ViewTopology.REJECTIONS)
                .read(
                        entries ->
                                new RejectionKey("o-1", commandId)
                                        .newestFirst(entries.progress().timeMs()).stream()
                                                .flatMap(
                                                        key ->
                                                                entries
                                                                        .get(
                                                                                ViewTables
                                                                                        .REJECTION,
                                                                                key)
                                                                        .stream())
                                                .map(StoredRecord::parse)
                                                .toList());
    }

    private static StoredRecord only(List<StoredRecord> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
