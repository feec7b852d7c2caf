package io.orderpipeline.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaFilesTest {

    private static final String GOOD =
            """
            {"type": "record", "name": "Sample", "namespace": "io.orderpipeline.schema.sample",
             "doc": "A sample.", "fields": [
              {"name": "paidAt", "type": {"type": "long", "logicalType": "timestamp-millis"},
               "doc": "When."},
              {"name": "priceMinor", "type": "long", "doc": "How much."},
              {"name": "note", "type": ["null", "string"], "doc": "Why.", "default": null}]}
            """;

    static Stream<SchemaFile> files() {
        return SchemaFile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_schema_file_keeps_the_conventions(SchemaFile file) {
        assertThat(SchemaRules.breaches(file)).isEmpty();
    }

    @Test
    void all_files_parse_together_and_each_defines_one_type() throws IOException {
        SchemaParser parser = new SchemaParser();
        for (SchemaFile file : SchemaFile.all()) {
            parser.parse(file.path());
        }
        List<Schema> schemas = parser.getParsedNamedSchemas();
        assertThat(SchemaFile.all()).hasSizeGreaterThan(20);
        assertThat(schemas.stream().map(Schema::getFullName))
                .hasSize(SchemaFile.all().size())
                .doesNotHaveDuplicates();
    }

    @Test
    void the_sample_that_the_next_test_spoils_is_good() {
        assertThat(SchemaRules.breaches(sample(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "doc": "A sample.", | `` | has no doc
                    , "doc": "How much." | `` | field priceMinor has no doc
                    "Sample" | "Other" | is named otherwise
                    schema.sample | schema.other | is not in namespace
                    "priceMinor", "type": "long" | "priceMinor", "type": "int" | must be a long
                    "priceMinor" | "price" | must be Money
                    "priceMinor", "type": "long" | "weight", "type": "double" | is inexact
                    timestamp-millis | timestamp-micros | field paidAt
                    paidAt | paid | named ...At
                    , "default": null | `` | may be absent
                    ["null", "string"] | ["string", "null"] | may be absent
                    ["null", "string"] | {"type": "enum", "name": "E"} | file of its own
                    """)
    void a_breach_is_found(String part, String replacement, String breach) {
        assertThat(GOOD).contains(part);
        assertThat(SchemaRules.breaches(sample(GOOD.replace(part, replacement))))
                .anySatisfy(found -> assertThat(found).contains(breach));
    }

    @Test
    void an_enum_without_a_symbol_for_the_unknown_is_a_breach() {
        String text =
                """
                {"type": "enum", "name": "Sample", "namespace": "io.orderpipeline.schema.sample",
                 "doc": "A sample.", "symbols": ["A", "B"]}
                """;
        assertThat(SchemaRules.breaches(sample(text)))
                .singleElement()
                .asString()
                .contains("UNKNOWN");
    }

    private static SchemaFile sample(String text) {
        return SchemaFile.parse(Path.of("src/main/avro/sample/Sample.avsc"), text);
    }
}
