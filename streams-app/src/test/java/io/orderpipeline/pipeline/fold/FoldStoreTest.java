package io.orderpipeline.pipeline.fold;

import static io.orderpipeline.pipeline.fold.Words.TIMES;
import static io.orderpipeline.pipeline.fold.Words.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import io.orderpipeline.pipeline.fold.Entries.Entry;
import io.orderpipeline.pipeline.fold.Entries.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldStoreTest {

    private static final TopicPartition TOPIC = new TopicPartition("words", 0);

    @TempDir private Path directory;
    private final FoldStore store = new FoldStore("words", "1", Words::new);

    @BeforeEach
    void open() {
        store.open(directory, Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_record_is_applied_once_however_often_it_is_delivered() {
        FoldStores.apply(store, record(0, "a"));
        FoldStores.apply(store, record(5, "a"));
        FoldStores.apply(store, record(0, "a"));
        FoldStores.apply(store, record(5, "b"));

        assertThat(times("a")).isEqualTo("xx");
        assertThat(times("b")).isEmpty();
        assertThat(store.counts()).containsOnly(Map.entry("words", 2L));
        assertThat(store.progress()).contains(new Progress(5, 5000));
    }

    @Test
    void a_record_that_cannot_be_applied_leaves_nothing_but_that_it_was_there() {
        FoldStores.apply(store, record(0, "a"));

        assertPoison(3);

        assertThat(times(Words.POISON)).isEmpty();
        assertThat(store.counts()).containsOnly(Map.entry("words", 1L));
        assertThat(store.progress()).contains(new Progress(3, 0));
    }

    @Test
    void a_record_that_cannot_be_applied_is_refused_each_time_that_it_is_delivered() {
        assertPoison(3);
        FoldStores.apply(store, record(4, "a"));

        assertPoison(3);

        assertThat(store.progress()).contains(new Progress(4, 4000));
    }

    @Test
    void the_greatest_time_is_kept() {
        FoldStores.apply(store, record(7, "a"));
        FoldStores.apply(store, new LogRecord(record(8, "a").cause(), 10, "k", Words.bytes("a")));

        assertThat(store.progress()).contains(new Progress(8, 7000));
    }

    @Test
    void all_of_it_is_there_when_it_is_opened_again() {
        FoldStores.apply(store, record(0, "a"));
        FoldStores.apply(store, record(1, "b"));
        store.close();
        assertThat(store.isOpen()).isFalse();

        store.open(directory, Map.of());

        assertThat(times("a")).isEqualTo("x");
        assertThat(store.counts()).containsOnly(Map.entry("words", 2L));
        assertThat(store.committedOffset(TOPIC)).isEqualTo(1);
        FoldStores.apply(store, record(1, "b"));
        assertThat(times("b")).isEqualTo("x");
    }

    @Test
    void it_has_come_nowhere_before_the_first_record() {
        assertThat(store.progress()).isEmpty();
        assertThat(store.committedOffset(TOPIC)).isNull();
        assertThat(store.read(Entries::progress)).isEqualTo(Progress.NONE);
    }

    @Test
    void a_copy_is_filled_by_the_same_code_which_skips_what_cannot_be_applied() {
        store.restore(List.of(restored(0, "a"), restored(1, Words.POISON), restored(2, "a")));

        assertThat(times("a")).isEqualTo("xx");
        assertThat(store.progress()).contains(new Progress(2, 2000));
    }

    @Test
    void what_is_collected_is_read_once_it_is_written() {
        FoldStores.apply(store, record(0, "a"));

        store.collect(record(1, "a"));
        store.collect(record(2, "b"));

        assertThat(times("a")).isEqualTo("x");
        assertThat(store.progress()).contains(new Progress(0, 0));
        assertThat(store.counts()).containsOnly(Map.entry("words", 1L));
        store.write();
        assertThat(times("a")).isEqualTo("xx");
        assertThat(times("b")).isEqualTo("x");
        assertThat(store.progress()).contains(new Progress(2, 2000));
        assertThat(store.counts()).containsOnly(Map.entry("words", 3L));
    }

    @Test
    void what_is_collected_is_applied_once_and_seen_by_the_records_behind_it() {
        store.collect(record(0, "a"));
        store.collect(record(0, "a"));
        store.collect(record(1, "a"));
        store.write();

        assertThat(times("a")).isEqualTo("xx");
    }

    @Test
    void what_cannot_be_applied_takes_nothing_with_it_of_what_was_collected() {
        store.collect(record(0, "a"));
        assertThatThrownBy(() -> store.collect(record(1, Words.POISON)))
                .isInstanceOf(PoisonRecordException.class);
        store.collect(record(2, "a"));

        store.write();

        assertThat(times("a")).isEqualTo("xx");
        assertThat(times(Words.POISON)).isEmpty();
        assertThat(store.progress()).contains(new Progress(2, 2000));
    }

    @Test
    void a_deleted_range_takes_what_was_collected_before_it_and_nothing_behind_it() {
        FoldStores.apply(store, record(0, "a"));
        FoldStores.apply(store, record(1, "c"));
        store.collect(record(2, "b"));
        store.collect(record(3, "d"));
        store.collect(record(4, Words.FORGET));
        store.collect(record(5, "b"));
        store.collect(record(6, "a"));

        store.write();

        assertThat(times("a")).isEqualTo("x");
        assertThat(times("b")).isEqualTo("x");
        assertThat(times("c")).isEqualTo("x");
        assertThat(times("d")).isEqualTo("x");
    }

    @Test
    void what_is_collected_is_written_before_the_group_commits_and_when_it_closes() {
        store.collect(record(0, "a"));
        store.flushCache();
        assertThat(times("a")).isEqualTo("x");

        store.collect(record(1, "a"));
        store.commit(Map.of(TOPIC, 1L));
        assertThat(times("a")).isEqualTo("xx");

        store.collect(record(2, "a"));
        store.close();
        store.open(directory, Map.of());

        assertThat(times("a")).isEqualTo("xxx");
        assertThat(store.progress()).contains(new Progress(2, 2000));
    }

    @Test
    void a_store_that_could_not_be_opened_can_be_opened_once_the_reason_is_gone() {
        store.close();
        boolean[] failing = {true};
        FoldStore another =
                new FoldStore(
                        "words",
                        "1",
                        () -> {
                            if (failing[0]) {
                                throw new IllegalStateException("no fold now");
                            }
                            return new Words();
                        });
        assertThatThrownBy(() -> another.open(directory, Map.of()))
                .hasMessageContaining("no fold now");

        failing[0] = false;
        another.open(directory, Map.of());

        FoldStores.apply(another, record(0, "a"));
        assertThat(another.progress()).contains(new Progress(0, 0));
        another.close();
    }

    @Test
    void a_commit_of_no_offsets_forgets_what_is_collected_too() {
        store.collect(record(0, "a"));

        store.commit(Map.of());
        store.write();

        assertThat(store.progress()).isEmpty();
        assertThat(times("a")).isEmpty();
        FoldStores.apply(store, record(0, "a"));
        assertThat(times("a")).isEqualTo("x");
    }

    @Test
    void a_commit_of_offsets_changes_nothing_because_the_store_knows_better() {
        FoldStores.apply(store, record(4, "a"));

        store.commit(Map.of(TOPIC, 2L));

        assertThat(store.committedOffset(TOPIC)).isEqualTo(4);
    }

    @Test
    void a_commit_of_no_offsets_forgets_everything() {
        FoldStores.apply(store, record(4, "a"));

        store.commit(Map.of());

        assertThat(store.committedOffset(TOPIC)).isNull();
        assertThat(store.counts()).isEmpty();
        assertThat(times("a")).isEmpty();
        store.close();
        store.open(directory, Map.of());
        assertThat(store.progress()).isEmpty();
        FoldStores.apply(store, record(0, "a"));
        assertThat(times("a")).isEqualTo("x");
    }

    @Test
    void a_store_of_another_edition_is_made_anew() {
        FoldStores.apply(store, record(4, "a"));
        store.close();
        FoldStore another = new FoldStore("words", "2", Words::new);

        another.open(directory, Map.of());

        assertThat(another.progress()).isEmpty();
        assertThat(another.counts()).isEmpty();
        assertThat(another.get(TIMES, "a")).isEmpty();
        FoldStores.apply(another, record(0, "b"));
        another.close();
        another.open(directory, Map.of());
        assertThat(another.progress()).contains(new Progress(0, 0));
        another.close();
    }

    @Test
    void a_range_is_read_in_either_direction_up_to_a_limit() {
        long offset = 0;
        for (String word : List.of("b", "a", "d", "c")) {
            FoldStores.apply(store, record(offset++, word));
        }

        assertThat(keys(new Keys("a", "c", false, 9))).containsExactly("a", "b", "c");
        assertThat(keys(new Keys("b", "d", true, 2))).containsExactly("d", "c");
        assertThat(keys(new Keys("bb", "cc", true, 9))).containsExactly("c");
        assertThat(keys(new Keys("x", "z", false, 9))).isEmpty();
        assertThat(keys(new Keys("x", "z", true, 9))).isEmpty();
    }

    @Test
    void a_reader_sees_one_moment() {
        FoldStores.apply(store, record(0, "a"));

        String before =
                store.read(
                        entries -> {
                            FoldStores.apply(store, record(1, "a"));
                            return entries.get(TIMES, "a").map(Words::text).orElse("")
                                    + entries.progress().offset();
                        });

        assertThat(before).isEqualTo("x0");
        assertThat(times("a")).isEqualTo("xx");
    }

    @Test
    void a_closed_store_is_not_read() {
        store.close();

        assertThatThrownBy(() -> store.get(TIMES, "a"))
                .isInstanceOf(InvalidStateStoreException.class);
        assertThatThrownBy(() -> store.read(Entries::progress))
                .isInstanceOf(InvalidStateStoreException.class);
    }

    @Test
    void closing_waits_for_who_is_reading() throws InterruptedException {
        FoldStores.apply(store, record(0, "a"));
        CountDownLatch closing = new CountDownLatch(1);
        Thread closer =
                new Thread(
                        () -> {
                            closing.countDown();
                            store.close();
                        });

        String read =
                store.read(
                        entries -> {
                            closer.start();
                            await(closing);
                            awaitThat(() -> closer.getState() == Thread.State.WAITING);
                            return entries.get(TIMES, "a").map(Words::text).orElse("");
                        });
        closer.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(read).isEqualTo("x");
        assertThat(closer.isAlive()).isFalse();
    }

    private static void awaitThat(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void assertPoison(long offset) {
        assertThatThrownBy(() -> FoldStores.apply(store, record(offset, Words.POISON)))
                .isInstanceOf(PoisonRecordException.class);
    }

    private String times(String word) {
        return store.get(TIMES, word).map(Words::text).orElse("");
    }

    private List<String> keys(Keys keys) {
        return store.read(entries -> entries.range(TIMES, keys)).stream().map(Entry::key).toList();
    }

    private static ConsumerRecord<byte[], byte[]> restored(long offset, String word) {
        return new ConsumerRecord<>(
                "words",
                0,
                offset,
                offset * 1000,
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                1,
                1,
                Words.bytes("k"),
                Words.bytes(word),
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                java.util.Optional.empty());
    }
}
