package io.orderpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaComparisonTest {

    private static final Schema COMMAND = Subjects.ALL.get(0).schema();

    private final SchemaComparison comparison = new SchemaComparison(4);

    @Test
    void a_new_field_of_the_envelope_without_default_is_named() {
        Schema changed = NewSchemas.withField(COMMAND, "channel", null);
        assertThat(comparison.compare(changed, COMMAND))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.field()).isEqualTo("OrderCommand.channel");
                            assertThat(found.version()).isEqualTo(4);
                            assertThat(found.describe())
                                    .contains("OrderCommand.channel", "version 4");
                        });
    }

    @Test
    void a_field_deep_in_a_payload_is_named_with_its_path() {
        assertThat(comparison.compare(envelope("int"), envelope("string")))
                .extracting(Incompatibility::field)
                .containsExactly("Envelope.payload.Basket.lines.size");
    }

    @Test
    void a_payload_type_that_was_taken_away_is_named() {
        Schema longer = NewSchemas.withPayload(COMMAND, "ArchiveOrder");
        assertThat(comparison.compare(COMMAND, longer))
                .extracting(Incompatibility::field, Incompatibility::kind)
                .containsExactly(
                        tuple("OrderCommand.payload.ArchiveOrder", "MISSING_UNION_BRANCH"));
    }

    @Test
    void compatible_schemas_have_no_incompatibility() {
        List<Schema> compatible =
                List.of(
                        COMMAND,
                        NewSchemas.withField(COMMAND, "channel", "web"),
                        NewSchemas.withPayload(COMMAND, "ArchiveOrder"));
        for (Schema schema : compatible) {
            assertThat(comparison.compare(schema, COMMAND)).isEmpty();
        }
    }

    private static Schema envelope(String sizeType) {
        Schema line = record("Line", "size", SchemaBuilder.builder().type(sizeType));
        Schema basket = record("Basket", "lines", Schema.createArray(line));
        return record("Envelope", "payload", Schema.createUnion(basket));
    }

    private static Schema record(String name, String field, Schema type) {
        return SchemaBuilder.record(name).fields().name(field).type(type).noDefault().endRecord();
    }
}
