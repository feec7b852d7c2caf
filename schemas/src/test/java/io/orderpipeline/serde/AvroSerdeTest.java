package io.orderpipeline.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.registry.NotPublishedException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subject;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.outcome.RejectionReason;
import io.orderpipeline.schema.rejection.OrderRejection;
import io.orderpipeline.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

    private static final String TOPIC = Topics.ORDER_COMMAND.name();

    private final CountingClient client = new CountingClient();
    private final Registry registry = Registry.over(client, "mock://counting");
    private final AvroSerde<OrderCommand> serde = AvroSerde.of(OrderCommand.class, registry);

    @BeforeEach
    void publish() {
        registry.publish(Subjects.ALL);
    }

    @Test
    void the_registry_is_asked_once_and_not_for_each_record() {
        for (int i = 0; i < 1_000; i++) {
            OrderCommand command = Commands.cancel("c-" + i, "reason " + i);
            assertThat(serde.deserialize(TOPIC, serde.serialize(TOPIC, command)))
                    .isEqualTo(command);
        }
        assertThat(client.idLookups).hasValue(1);
        assertThat(client.schemaLookups).hasValue(1);
    }

    @Test
    void null_stands_for_null_both_ways() {
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }

    @Test
    void kafka_gets_the_same_bytes_as_a_direct_caller() {
        OrderCommand command = Commands.cancel("c-1", "no longer wanted");
        byte[] bytes = serde.serializer().serialize(TOPIC, command);
        assertThat(bytes).isEqualTo(serde.serialize(TOPIC, command));
        assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(command);
    }

    @Test
    void a_topic_without_a_published_schema_is_refused_by_the_name_of_its_subject() {
        assertThatThrownBy(() -> serde.serialize("other.topic", Commands.cancel("c-1", "r")))
                .isInstanceOf(NotPublishedException.class)
                .hasMessageContaining("other.topic-value")
                .hasMessageContaining("io.orderpipeline.schema.command.OrderCommand")
                .hasMessageContaining("Registry.publish");
    }

    @Test
    void a_record_that_cannot_be_written_leaves_nothing_behind_for_the_next() {
        OrderCommand good = Commands.cancel("c-1", "no longer wanted");
        byte[] expected = serde.serialize(TOPIC, good);
        OrderCommand incomplete = new OrderCommand();
        incomplete.put(0, "a command id that is written before the failure");

        assertThatThrownBy(() -> serde.serialize(TOPIC, incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("orderId");
        assertThat(serde.serialize(TOPIC, good)).isEqualTo(expected);
    }

    @Test
    void an_enum_symbol_that_is_newer_than_the_reader_is_read_as_unknown() {
        String rejection =
                OrderRejection.getClassSchema()
                        .toString()
                        .replace("\"ALREADY_CANCELLED\"", "\"ALREADY_CANCELLED\",\"TOO_LATE\"");
        Subject subject = Subject.ofValues("newer", new Schema.Parser().parse(rejection));
        registry.publish(List.of(subject));
        GenericRecord written = new SampleData(1).record(subject.schema());
        Schema reasons = subject.schema().getField("reason").schema();
        written.put("reason", new GenericData.EnumSymbol(reasons, "TOO_LATE"));

        byte[] bytes = SampleData.confluentBytes(registry.idOf(subject), written);

        assertThat(AvroSerde.of(OrderRejection.class, registry).deserialize("newer", bytes))
                .extracting(OrderRejection::getReason)
                .isEqualTo(RejectionReason.UNKNOWN);
    }

    @Test
    void threads_share_one_serde_without_mixing_their_records() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                results.add(pool.submit(roundTrips(thread, start)));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(5_000);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Records of all lengths, so that a shared buffer would show. */
    private Callable<Integer> roundTrips(int thread, CyclicBarrier start) {
        return () -> {
            start.await();
            int equal = 0;
            for (int i = 0; i < 5_000; i++) {
                OrderCommand sent =
                        Commands.cancel("c-" + thread + "-" + i, "x".repeat((i + thread) % 300));
                if (sent.equals(serde.deserialize(TOPIC, serde.serialize(TOPIC, sent)))) {
                    equal++;
                }
            }
            return equal;
        };
    }
}
