package io.orderpipeline.pipeline;

import static io.orderpipeline.pipeline.AvroCommands.cancel;
import static io.orderpipeline.pipeline.AvroCommands.confirm;
import static io.orderpipeline.pipeline.AvroCommands.fulfil;
import static io.orderpipeline.pipeline.AvroCommands.place;
import static io.orderpipeline.pipeline.DeciderDriver.NOON;
import static io.orderpipeline.pipeline.DeciderDriver.RETENTION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.order.Cause;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.compensation.Compensation;
import io.orderpipeline.schema.compensation.SettlePayment;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeciderRebuildTest {

    private static final StateRebuild.Contents NOTHING = new StateRebuild.Contents(Map.of());
    private static final String ORDERS = Applications.ORDERS_STORE;
    private static final String QUEUE = Applications.FORGET_QUEUE_STORE;

    @TempDir private Path directory;
    private DeciderDriver decider;

    @BeforeEach
    void start() {
        decider = new DeciderDriver(directory);
    }

    @AfterEach
    void stop() {
        decider.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void whatever_happened_the_states_are_those_that_the_decider_holds(long seed) {
        liveThrough(new Random(seed), 400, Duration.ofHours(6));
        StateRebuild rebuild = readTopics();

        StateRebuild.Contents lost = rebuild.contents(0, NOTHING);
        StateRebuild.Contents there = rebuild.contents(0, held());

        assertThat(there.of(ORDERS)).containsExactlyInAnyOrderEntriesOf(decider.store(ORDERS));
        Map<Bytes, byte[]> held = decider.store(ORDERS);
        lost.of(ORDERS)
                .forEach((key, value) -> assertThat(value).as("%s", key).isEqualTo(held.get(key)));
        assertThat(held.keySet())
                .as("only what is to be forgotten next is missing")
                .containsAll(lost.of(ORDERS).keySet());
        assertEveryForgettableOneIsQueued(there);
        assertEveryForgettableOneIsQueued(lost);
    }

    private void liveThrough(Random random, int commands, Duration pause) {
        Instant now = NOON;
        for (int sent = 0; sent < commands; sent++) {
            now = now.plusMillis(random.nextLong(2 * pause.toMillis()));
            String order = "o-" + random.nextInt(12);
            if (random.nextInt(6) == 0) {
                decider.compensateAt(now, compensation("t-" + random.nextInt(4), order));
            } else {
                decider.sendAt(now, command(random, order));
            }
        }
    }

    private static Compensation compensation(String transaction, String order) {
        return new Compensation(
                "cmp-" + transaction,
                order,
                transaction,
                NOON,
                new SettlePayment(new Money(4_000L, "EUR")));
    }

    private static OrderCommand command(Random random, String order) {
        String id = "c-" + random.nextInt(200);
        return switch (random.nextInt(4)) {
            case 0 -> place(id, order);
            case 1 -> confirm(id, order);
            case 2 -> fulfil(id, order);
            default -> cancel(id, order);
        };
    }

    private StateRebuild readTopics() {
        DeciderRebuild rebuild =
                new DeciderRebuild(
                        decider.registry(),
                        Applications.DEFAULT,
                        new DeciderSettings(RETENTION, 64, 1));
        for (StateRebuild.Input input : rebuild.inputs()) {
            read(rebuild, input.topic(), decider.records(input.topic()));
        }
        return rebuild;
    }

    private static void read(
            StateRebuild rebuild, String topic, List<TestRecord<byte[], byte[]>> records) {
        for (int offset = 0; offset < records.size(); offset++) {
            TestRecord<byte[], byte[]> each = records.get(offset);
            var unused =
                    rebuild.read(
                            new StateRebuild.Stored(
                                    new Cause(topic, 0, offset),
                                    each.timestamp(),
                                    each.key(),
                                    each.value()));
        }
    }

    private StateRebuild.Contents held() {
        return new StateRebuild.Contents(
                Map.of(ORDERS, decider.store(ORDERS), QUEUE, decider.store(QUEUE)));
    }

    private void assertEveryForgettableOneIsQueued(StateRebuild.Contents contents) {
        Set<String> queued =
                Set.copyOf(
                        contents.of(QUEUE).keySet().stream()
                                .map(key -> ForgetKey.of(key).orderId())
                                .toList());
        for (Bytes key : contents.of(ORDERS).keySet()) {
            String order = new String(key.get(), UTF_8);
            var state = decider.state(order).orElseThrow();
            boolean closed =
                    state.getOrder()
                            .map(each -> each.getStatus().name())
                            .filter(Set.of("FULFILLED", "CANCELLED")::contains)
                            .isPresent();
            boolean never = state.getOrder().isEmpty() && state.getVersion() == 0;
            assertThat(queued.contains(order))
                    .as(order)
                    .isEqualTo((closed || never) && state.getRefunded().isEmpty());
        }
    }

    @Test
    void damaged_states_are_told_anew_and_those_that_no_event_explains_go() {
        decider.send(place("c-1", "o-1"));
        decider.send(confirm("c-2", "o-1"));
        decider.send(place("c-3", "o-2"));
        StateRebuild rebuild = readTopics();
        Map<Bytes, byte[]> damaged = new TreeMap<>(decider.store(ORDERS));
        damaged.put(key("o-1"), damaged.get(key("o-2")));
        damaged.put(key("o-2"), new byte[] {1, 2, 3});
        damaged.put(key("o-3"), new byte[] {4});

        StateRebuild.Contents told =
                rebuild.contents(0, new StateRebuild.Contents(Map.of(ORDERS, damaged)));

        assertThat(told.of(ORDERS)).containsExactlyInAnyOrderEntriesOf(decider.store(ORDERS));
    }

    @Test
    void an_order_that_was_forgotten_stays_so_and_one_that_was_begun_anew_is_what_it_is_now() {
        decider.send(place("c-1", "o-1"));
        decider.send(cancel("c-2", "o-1"));
        Instant later = NOON.plus(RETENTION).plusSeconds(5);
        decider.sendAt(later, place("c-3", "o-2"));
        decider.sendAt(later.plusSeconds(5), place("c-4", "o-2"));
        assertThat(decider.state("o-1")).as("forgotten").isEmpty();
        decider.sendAt(later.plusSeconds(9), place("c-1", "o-1"));

        StateRebuild.Contents told = readTopics().contents(0, NOTHING);

        assertThat(told.of(ORDERS)).containsExactlyInAnyOrderEntriesOf(decider.store(ORDERS));
    }

    @Test
    void what_retention_took_of_the_refusals_is_kept_from_the_states_that_are_there() {
        decider.send(place("c-1", "o-1"));
        decider.send(confirm("c-2", "o-1"));
        decider.send(place("c-3", "o-1"));
        decider.send(fulfil("c-4", "o-9"));
        DeciderRebuild rebuild =
                new DeciderRebuild(
                        decider.registry(),
                        Applications.DEFAULT,
                        new DeciderSettings(RETENTION, 64, 1));
        rebuild.trimmed(Topics.ORDER_REJECTION.name(), 0);
        read(rebuild, Topics.ORDER_EVENT.name(), decider.records(Topics.ORDER_EVENT.name()));

        assertThat(rebuild.contents(0, held()).of(ORDERS))
                .containsExactlyInAnyOrderEntriesOf(decider.store(ORDERS));
        assertThat(rebuild.contents(0, NOTHING).of(ORDERS)).containsOnlyKeys(key("o-1"));
    }

    @Test
    void a_log_that_contradicts_itself_is_no_lost_state() {
        decider.send(place("c-1", "o-1"));
        decider.send(confirm("c-2", "o-1"));
        DeciderRebuild rebuild =
                new DeciderRebuild(
                        decider.registry(),
                        Applications.DEFAULT,
                        new DeciderSettings(RETENTION, 64, 1));
        List<TestRecord<byte[], byte[]>> events = decider.records(Topics.ORDER_EVENT.name());
        read(rebuild, Topics.ORDER_EVENT.name(), events.subList(1, 2));

        assertThatThrownBy(() -> rebuild.contents(0, NOTHING))
                .isInstanceOf(UnfoldableException.class)
                .hasMessageContaining("the log of order o-1 contradicts itself");
    }

    @Test
    void events_that_are_gone_cannot_be_made_up() {
        assertThatThrownBy(() -> readTopics().trimmed(Topics.ORDER_EVENT.name(), 3))
                .isInstanceOf(UnfoldableException.class)
                .hasMessageContaining("partition 3 of order.event does not begin at offset 0");
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }
}
