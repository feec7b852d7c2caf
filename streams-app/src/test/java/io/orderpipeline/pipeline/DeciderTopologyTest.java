package io.orderpipeline.pipeline;

import static io.orderpipeline.pipeline.AvroCommands.confirm;
import static io.orderpipeline.pipeline.AvroCommands.fulfil;
import static io.orderpipeline.pipeline.AvroCommands.place;
import static io.orderpipeline.pipeline.DeciderDriver.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.History;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.event.PaymentConfirmed;
import io.orderpipeline.schema.outcome.OutcomeKind;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.schema.state.HandledCommand;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeciderTopologyTest {

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

    @Test
    void the_topology_is_the_one_on_record() {
        GoldenFile.assertSame("decider-topology.txt", Topologies.decider().describe().toString());
    }

    @Test
    void commands_become_events_with_their_provenance() {
        decider.send(place("c-1", "o-1"));
        decider.send(confirm("c-2", "o-1"));

        List<OrderEvent> events = decider.events();

        assertThat(events).extracting(OrderEvent::getVersion).containsExactly(1L, 2L);
        OrderEvent paid = events.get(1);
        assertThat(paid.getPayload()).isInstanceOf(PaymentConfirmed.class);
        assertThat(paid.getCommandId()).isEqualTo("c-2");
        assertThat(paid.getCause().getTopic()).isEqualTo("order.command");
        assertThat(paid.getCause().getPartition()).isZero();
        assertThat(paid.getCause().getOffset()).isEqualTo(1);
        assertThat(paid.getOccurredAt()).isEqualTo(NOON);
        assertThat(decider.rejections()).isEmpty();
    }

    @Test
    void output_records_carry_the_key_and_the_time_of_the_command() {
        decider.send(place("c-1", "o-1"));

        TestRecord<byte[], byte[]> event = decider.records(Topics.ORDER_EVENT.name()).get(0);

        assertThat(event.key()).asString().isEqualTo("o-1");
        assertThat(event.getRecordTime()).isEqualTo(NOON);
    }

    @Test
    void a_resend_is_answered_with_the_original_outcome() {
        decider.send(place("c-1", "o-1"));
        decider.send(place("c-1", "o-1"));

        assertThat(decider.events()).hasSize(1);
        OrderRejection duplicate = decider.rejections().get(0);
        assertThat(duplicate.getReason()).isEqualTo(RejectionReason.DUPLICATE_COMMAND);
        assertThat(duplicate.getCurrentVersion()).isEqualTo(1);
        assertThat(duplicate.getSequence()).isEmpty();
        assertThat(duplicate.getCause().getOffset()).isEqualTo(1);
        assertThat(duplicate.getOriginalOutcome().orElseThrow().getKind())
                .isEqualTo(OutcomeKind.ACCEPTED);
    }

    @Test
    void the_store_holds_the_order_and_the_commands_it_handled() {
        decider.send(fulfil("c-0", "o-1"));
        decider.send(place("c-1", "o-1"));
        decider.send(confirm("c-2", "o-1"));

        OrderState state = decider.state("o-1").orElseThrow();

        assertThat(state.getVersion()).isEqualTo(2);
        assertThat(state.getSequence()).isEqualTo(3);
        assertThat(state.getOrder().orElseThrow().getStatus()).isEqualTo(OrderStatus.PAID);
        assertThat(state.getHandled())
                .extracting(HandledCommand::getCommandId)
                .containsExactly("c-0", "c-1", "c-2");
        assertThat(state.getHandled().get(0).getOutcome().getReason())
                .contains(RejectionReason.ORDER_NOT_FOUND);
    }

    @Test
    void the_same_commands_yield_the_same_bytes(@TempDir Path elsewhere) {
        List<byte[]> first = outputOfARun(decider);
        try (DeciderDriver again = new DeciderDriver(elsewhere)) {
            List<byte[]> second = outputOfARun(again);

            assertThat(first).hasSize(6);
            assertThat(second).containsExactly(first.toArray(new byte[0][]));
        }
    }

    private static List<byte[]> outputOfARun(DeciderDriver decider) {
        for (int i = 0; i < 2; i++) {
            decider.send(place("c-1", "o-1"));
            decider.send(confirm("c-2", "o-1"));
            decider.send(fulfil("c-3", "o-1"));
        }
        List<byte[]> output = new ArrayList<>(decider.values(Topics.ORDER_EVENT.name()));
        output.addAll(decider.values(Topics.ORDER_REJECTION.name()));
        return output;
    }

    @Test
    void the_memory_is_as_large_as_the_settings_say() {
        decider.send(place("c-1", "o-1"));
        for (int i = 0; i < 2 * History.REMEMBERED; i++) {
            decider.send(fulfil("f-" + i, "o-1"));
        }

        assertThat(decider.state("o-1").orElseThrow().getHandled()).hasSize(64);
    }
}
