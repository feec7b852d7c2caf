package io.orderpipeline.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.registry.NewSchemas;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subject;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.state.OrderState;
import io.orderpipeline.serde.UndecodableRecordException.Reason;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndecodableRecordTest {

    private static final String TOPIC = Topics.ORDER_COMMAND.name();

    /** 2 to the power of 24, as Avro writes a length. */
    private static final byte[] CLAIM_16_MILLION = {-128, -128, -128, 16};

    private final Registry registry = Registry.inMemory();
    private final AvroSerde<OrderCommand> serde = AvroSerde.of(OrderCommand.class, registry);
    private final byte[] good;

    UndecodableRecordTest() {
        registry.publish(Subjects.ALL);
        good = serde.serialize(TOPIC, Commands.cancel("c-1", "no longer wanted"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void too_few_bytes_for_magic_and_id_are_refused(int length) {
        assertRefused(Arrays.copyOf(good, length), Reason.TRUNCATED)
                .hasMessageContaining(length + " bytes")
                .hasMessageContaining("take 5");
    }

    @Test
    void a_truncated_body_is_refused_wherever_it_ends() {
        for (int length = 5; length < good.length; length++) {
            assertRefused(Arrays.copyOf(good, length), Reason.TRUNCATED)
                    .hasMessageContaining("body ends");
        }
    }

    @Test
    void a_wrong_magic_byte_is_refused() {
        byte[] bytes = good.clone();
        bytes[0] = '{';
        assertRefused(bytes, Reason.WRONG_MAGIC).hasMessageContaining("0x7b");
    }

    @ParameterizedTest
    @ValueSource(ints = {4711, 0, -1, Integer.MIN_VALUE})
    void an_unknown_schema_id_is_refused(int id) {
        byte[] bytes = ByteBuffer.wrap(good.clone()).putInt(1, id).array();
        assertRefused(bytes, Reason.UNKNOWN_SCHEMA_ID).hasMessageContaining("id " + id);
    }

    @Test
    void a_record_of_another_type_is_refused() {
        Subject events = Subjects.ALL.get(1);
        byte[] bytes =
                SampleData.confluentBytes(
                        registry.idOf(events), new SampleData(1).record(events.schema()));
        assertRefused(bytes, Reason.WRONG_TYPE)
                .hasMessageContaining("io.orderpipeline.schema.event.OrderEvent")
                .hasMessageContaining("io.orderpipeline.schema.command.OrderCommand");
    }

    @Test
    void a_schema_that_is_no_record_is_refused() {
        Subject text = Subject.ofValues("text", Schema.create(Schema.Type.STRING));
        registry.publish(List.of(text));
        byte[] bytes = ByteBuffer.wrap(good.clone()).putInt(1, registry.idOf(text)).array();
        assertRefused(bytes, Reason.WRONG_TYPE).hasMessageContaining("string");
    }

    @Test
    void trailing_bytes_are_refused() {
        assertRefused(Arrays.copyOf(good, good.length + 1), Reason.TRAILING_BYTES)
                .hasMessageContaining("more bytes follow");
    }

    @Test
    void an_impossible_union_branch_is_malformed() {
        int expectedVersion = 5 + 1 + "c-1".length() + 1 + "order-7".length();
        byte[] bytes = good.clone();
        assertThat(bytes[expectedVersion]).isEqualTo((byte) 2); // branch 1, zigzag
        bytes[expectedVersion] = 100;
        assertRefused(bytes, Reason.MALFORMED);
    }

    @Test
    void a_number_that_never_ends_is_malformed() {
        byte[] bytes = new byte[5 + 20];
        Arrays.fill(bytes, 5, bytes.length, (byte) 0xff);
        System.arraycopy(good, 0, bytes, 0, 5);
        assertRefused(bytes, Reason.MALFORMED);
    }

    @Test
    void a_writer_that_is_too_new_is_refused_as_incompatible() {
        Schema newer = NewSchemas.withPayload(Subjects.ALL.get(0).schema(), "ArchiveOrder");
        Subject subject = Subject.ofValues("newer", newer);
        registry.publish(List.of(subject));
        GenericRecord command = new SampleData(1).record(newer);
        List<Schema> payloads = newer.getField("payload").schema().getTypes();
        command.put("payload", new SampleData(1).record(payloads.get(payloads.size() - 1)));
        byte[] bytes = SampleData.confluentBytes(registry.idOf(subject), command);
        assertRefused(bytes, Reason.INCOMPATIBLE_SCHEMA).hasMessageContaining("ArchiveOrder");
    }

    /** A few bytes must not make the reader reserve gigabytes: that would end the process. */
    @Test
    void a_string_that_claims_to_be_huge_is_refused_without_reserving_memory() {
        ByteBuffer bytes = ByteBuffer.allocate(30).put(good, 0, 5).put(CLAIM_16_MILLION);
        long before = allocatedBytes();
        assertRefused(bytes.array(), Reason.TRUNCATED);
        assertThat(allocatedBytes() - before).isLessThan(4_000_000);
    }

    @Test
    void a_list_that_claims_to_be_huge_is_refused_without_reserving_memory() {
        Subject changelog = Subjects.ordersChangelog(Applications.DEFAULT);
        registry.publish(List.of(changelog));
        AvroSerde<OrderState> states = AvroSerde.of(OrderState.class, registry);
        ByteBuffer bytes = ByteBuffer.allocate(30).put((byte) 0).putInt(registry.idOf(changelog));
        byte[] emptyIdThreeZerosNoOrder = new byte[5];
        bytes.put(emptyIdThreeZerosNoOrder).put(CLAIM_16_MILLION);
        long before = allocatedBytes();
        assertThatThrownBy(() -> states.deserialize(TOPIC, bytes.array()))
                .isInstanceOf(UndecodableRecordException.class);
        assertThat(allocatedBytes() - before).isLessThan(4_000_000);
    }

    @Test
    void after_a_poison_record_the_next_good_one_is_read() {
        assertRefused(Arrays.copyOf(good, good.length - 2), Reason.TRUNCATED);
        assertThat(serde.deserialize(TOPIC, good))
                .isEqualTo(Commands.cancel("c-1", "no longer wanted"));
    }

    @Test
    void random_bytes_give_a_record_or_this_exception_but_never_another() {
        long seed = 20260102;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[5 + random.nextInt(60)];
            random.nextBytes(bytes);
            System.arraycopy(good, 0, bytes, 0, 5);
            decodeOrRefuse(bytes, seed, i);
        }
    }

    private void decodeOrRefuse(byte[] bytes, long seed, int round) {
        try {
            serde.deserialize(TOPIC, bytes);
        } catch (UndecodableRecordException e) {
            assertThat(e.reason()).as("seed %d, round %d", seed, round).isNotNull();
        }
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            byte[] bytes, Reason reason) {
        return assertThatThrownBy(() -> serde.deserialize(TOPIC, bytes))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining(TOPIC)
                .extracting(UndecodableRecordException.class::cast)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE);
    }
}
