package io.orderpipeline.sim.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.serde.UndecodableRecordException;
import io.orderpipeline.sim.traffic.Content;
import io.orderpipeline.sim.traffic.Mischief;
import io.orderpipeline.sim.traffic.PlannedRecord;
import io.orderpipeline.sim.traffic.Poison;
import io.orderpipeline.sim.traffic.Traffic;
import io.orderpipeline.sim.traffic.TrafficOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Poison must be poison to the real serde, or the plans would foresee what does not come. */
class PoisonOnTheWireTest {

    private static final int PARTITIONS = 6;

    private Wire wire;
    private RecordFactory factory;

    @BeforeEach
    void publish() {
        Registry registry = Registry.inMemory();
        registry.publish(Subjects.ALL);
        wire = new Wire(registry);
        factory = new RecordFactory(wire::encode, PARTITIONS);
    }

    @Test
    void every_poison_is_undecodable_or_has_a_key_that_does_not_fit() {
        List<PlannedRecord> poison = records(new Mischief(0, 0, 0, 0, 0, 0, 0, 400));

        for (PlannedRecord planned : poison) {
            ProducerRecord<byte[], byte[]> record = factory.record(planned);
            Poison.Kind kind = ((Poison) planned.content()).kind();
            switch (kind) {
                case NULL_VALUE -> assertThat(record.value()).isNull();
                case NULL_KEY -> {
                    assertThat(record.key()).isNull();
                    assertThat(record.partition()).isBetween(0, PARTITIONS - 1);
                    assertThat(wire.command(record.value())).isEqualTo(planned.command());
                }
                case FOREIGN_KEY ->
                        assertThat(new String(record.key(), UTF_8))
                                .isNotEqualTo(wire.command(record.value()).getOrderId());
                case WRONG_MAGIC, UNKNOWN_SCHEMA_ID, TRUNCATED, RANDOM_BYTES, OTHER_TYPE ->
                        assertThatThrownBy(() -> wire.command(record.value()))
                                .as(kind.name())
                                .isInstanceOf(UndecodableRecordException.class);
            }
        }
        assertThat(poison).hasSize(400);
    }

    @Test
    void a_wellformed_command_arrives_as_it_was_planned_under_its_orders_key() {
        Traffic calm = new Traffic(new TrafficOptions(1, 5, new Mischief(0, 0, 0, 0, 0, 0, 0, 0)));

        for (Traffic.Sending sending : calm) {
            if (sending.record().capture().isPresent()) {
                continue;
            }
            ProducerRecord<byte[], byte[]> record = factory.record(sending.record());
            assertThat(record.topic()).isEqualTo("order.command");
            assertThat(wire.command(record.value())).isEqualTo(sending.record().command());
            assertThat(record.key()).asString().isEqualTo(sending.plan().orderId());
        }
    }

    @Test
    void a_command_that_goes_astray_is_as_it_should_be_but_for_its_partition() {
        Mischief strays = new Mischief(0, 0, 0, 0, 0, 0, 0, 0, 1);
        int astray = 0;

        for (Traffic.Sending sending : new Traffic(new TrafficOptions(1, 20, strays))) {
            if (sending.record().content() instanceof Content.Astray) {
                ProducerRecord<byte[], byte[]> record = factory.record(sending.record());
                int own = Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS;
                assertThat(record.partition()).isNotNull().isNotEqualTo(own);
                assertThat(record.key()).asString().isEqualTo(sending.plan().orderId());
                assertThat(wire.command(record.value())).isEqualTo(sending.record().command());
                astray++;
            }
        }
        assertThat(astray).isPositive();
    }

    @Test
    void a_capture_goes_to_the_gateways_journal_under_its_orders_key() {
        Traffic calm = new Traffic(new TrafficOptions(1, 20, new Mischief(0, 0, 0, 0, 0, 0, 0, 0)));
        int captures = 0;

        for (Traffic.Sending sending : calm) {
            Optional<Content.Capture> capture = sending.record().capture();
            if (capture.isPresent()) {
                ProducerRecord<byte[], byte[]> record = factory.record(sending.record());
                assertThat(record.topic()).isEqualTo("payment.transaction");
                assertThat(record.key()).asString().isEqualTo(sending.plan().orderId());
                assertThat(wire.transaction(record.value())).isEqualTo(capture.get().transaction());
                captures++;
            }
        }
        assertThat(captures).isPositive();
    }

    private static List<PlannedRecord> records(Mischief mischief) {
        List<PlannedRecord> poison = new ArrayList<>();
        for (Traffic.Sending sending : new Traffic(new TrafficOptions(9, 20, mischief))) {
            if (sending.record().content() instanceof Poison) {
                poison.add(sending.record());
            }
        }
        return poison;
    }
}
