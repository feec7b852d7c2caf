package io.orderpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;

class PublicationTest {

    private final MockSchemaRegistryClient client = new MockSchemaRegistryClient();
    private final Registry registry = Registry.over(client, "mock://");

    @Test
    void every_shared_topic_but_the_dead_letters_has_a_subject() {
        List<String> expected =
                Topics.ALL.stream()
                        .filter(topic -> !topic.equals(Topics.ORDER_DEAD_LETTER))
                        .map(topic -> topic.name() + "-value")
                        .toList();
        assertThat(Subjects.ALL)
                .extracting(Subject::name)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void stores_have_the_subjects_that_kafka_streams_derives_from_their_changelogs() {
        Applications applications = new Applications("shop");
        assertThat(Subjects.ordersChangelog(applications).name())
                .isEqualTo("shop-decider-orders-changelog-value");
        assertThat(Subjects.ledgerChangelog(applications).name())
                .isEqualTo("shop-tracker-ledger-changelog-value");
    }

    @Test
    void every_subject_gets_its_schema_and_the_rule() throws Exception {
        registry.publish(Subjects.ALL);
        assertThat(client.getAllSubjects()).hasSize(Subjects.ALL.size());
        for (Subject subject : Subjects.ALL) {
            assertThat(client.getCompatibility(subject.name())).isEqualTo("BACKWARD_TRANSITIVE");
        }
    }

    @Test
    void a_rule_that_somebody_changed_is_set_again() throws Exception {
        registry.publish(Subjects.ALL);
        client.updateCompatibility("order.event-value", "NONE");
        registry.publish(Subjects.ALL);
        assertThat(client.getCompatibility("order.event-value")).isEqualTo("BACKWARD_TRANSITIVE");
    }

    @Test
    void publishing_again_adds_no_version_and_keeps_the_ids() throws Exception {
        registry.publish(Subjects.ALL);
        List<Integer> ids = Subjects.ALL.stream().map(registry::idOf).toList();
        registry.publish(Subjects.ALL);
        assertThat(Subjects.ALL.stream().map(registry::idOf).toList()).isEqualTo(ids);
        for (Subject subject : Subjects.ALL) {
            assertThat(client.getAllVersions(subject.name())).hasSize(1);
        }
    }

    @Test
    void what_is_published_is_the_schema_of_the_files_without_hints_for_java() throws Exception {
        SchemaParser files = new SchemaParser();
        try (var paths = Files.walk(Path.of("src/main/avro"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.parse(path);
            }
        }
        registry.publish(Subjects.ALL);
        for (Subject subject : Subjects.ALL) {
            String published = client.getLatestSchemaMetadata(subject.name()).getSchema();
            assertThat(published).doesNotContain("avro.java");
            assertThat(files.getParsedNamedSchemas()).contains(subject.schema());
        }
    }
}
