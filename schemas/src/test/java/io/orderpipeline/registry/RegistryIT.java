package io.orderpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.Applications;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules are the registry's to enforce, so a real one must say what it accepts. */
class RegistryIT {

    private static final Schema COMMAND = Subjects.ALL.get(0).schema();

    private final String url = SharedStack.get().registryUrl();
    private final Registry registry = Registry.connect(url);
    private final CachedSchemaRegistryClient client = new CachedSchemaRegistryClient(url, 100);
    private final String topic = "it-" + UUID.randomUUID();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void every_subject_gets_the_rule_and_to_publish_again_changes_nothing() throws Exception {
        List<Subject> subjects = new ArrayList<>(Subjects.ALL);
        subjects.add(Subjects.ordersChangelog(new Applications(topic)));
        subjects.add(Subjects.orderView());

        registry.publish(subjects);
        List<Integer> ids = subjects.stream().map(registry::idOf).toList();
        try (Registry another = Registry.connect(url)) {
            another.publish(subjects);
            assertThat(subjects.stream().map(another::idOf).toList()).isEqualTo(ids);
        }
        for (Subject subject : subjects) {
            assertThat(client.getCompatibility(subject.name())).isEqualTo("BACKWARD_TRANSITIVE");
            assertThat(client.getAllVersions(subject.name())).hasSize(1);
        }
    }

    @Test
    void processes_that_publish_at_the_same_time_do_not_get_in_each_others_way() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<Subject> subjects =
                    List.of(
                            Subject.ofValues(topic + "-a" + round, COMMAND),
                            Subject.ofValues(topic + "-b" + round, COMMAND));
            CyclicBarrier together = new CyclicBarrier(3);
            List<CompletableFuture<Void>> processes =
                    Stream.generate(
                                    () ->
                                            CompletableFuture.runAsync(
                                                    () -> publish(subjects, together),
                                                    task -> new Thread(task).start()))
                            .limit(together.getParties())
                            .toList();
            processes.forEach(CompletableFuture::join);
            for (Subject subject : subjects) {
                assertThat(client.getCompatibility(subject.name()))
                        .isEqualTo("BACKWARD_TRANSITIVE");
                assertThat(client.getAllVersions(subject.name())).hasSize(1);
            }
        }
    }

    private void publish(List<Subject> subjects, CyclicBarrier together) {
        try (Registry another = Registry.connect(url)) {
            together.await();
            another.publish(subjects);
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_published_schema_comes_back_by_its_id() {
        Subject subject = published(COMMAND);
        try (Registry another = Registry.connect(url)) {
            assertThat(another.schema(another.idOf(subject))).hasValue(COMMAND);
        }
    }

    @Test
    void a_new_payload_type_at_the_end_of_the_union_is_accepted() throws Exception {
        published(COMMAND);
        Subject changed = published(NewSchemas.withPayload(COMMAND, "ArchiveOrder"));
        assertThat(client.getAllVersions(changed.name())).containsExactly(1, 2);
    }

    @Test
    void a_new_field_with_a_default_is_accepted() throws Exception {
        published(COMMAND);
        Subject changed = published(NewSchemas.withField(COMMAND, "channel", "web"));
        assertThat(client.getAllVersions(changed.name())).containsExactly(1, 2);
    }

    @Test
    void a_new_field_without_default_is_refused_by_name() throws Exception {
        Subject current = published(COMMAND);
        var refusal = refused(NewSchemas.withField(COMMAND, "channel", null));
        assertThat(refusal)
                .hasMessageContaining(topic + "-value")
                .hasMessageContaining("OrderCommand.channel")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
                .hasMessageContaining("BACKWARD_TRANSITIVE");
        assertThat(refusal.subject()).isEqualTo(topic + "-value");
        assertThat(refusal.incompatibilities())
                .extracting(Incompatibility::field)
                .containsExactly("OrderCommand.channel");
        assertThat(client.getAllVersions(current.name())).containsExactly(1);
    }

    @Test
    void a_payload_type_taken_away_is_refused_by_name() {
        published(NewSchemas.withPayload(COMMAND, "ArchiveOrder"));
        assertThat(refused(COMMAND)).hasMessageContaining("OrderCommand.payload.ArchiveOrder");
    }

    @Test
    void the_rule_looks_back_further_than_one_version() {
        Schema second = NewSchemas.withField(COMMAND, "channel", "web");
        published(COMMAND);
        published(second);
        // Fine after the second version, which always has the field; the first never has it.
        assertThat(refused(NewSchemas.withField(COMMAND, "channel", null)).incompatibilities())
                .extracting(Incompatibility::version)
                .containsExactly(1);
    }

    @Test
    void a_subject_that_was_registered_without_the_rule_gets_it_before_the_next_schema()
            throws Exception {
        client.register(topic + "-value", new AvroSchema(COMMAND));
        refused(NewSchemas.withField(COMMAND, "channel", null));
        assertThat(client.getCompatibility(topic + "-value")).isEqualTo("BACKWARD_TRANSITIVE");
    }

    @Test
    void an_id_that_nobody_was_given_is_unknown() {
        assertThat(registry.schema(1_000_000)).isEmpty();
    }

    @Test
    void a_schema_that_is_not_avro_is_unusable() throws Exception {
        int id = JsonSchemas.register(url, topic);
        assertThatThrownBy(() -> registry.schema(id))
                .isInstanceOf(UnusableSchemaException.class)
                .hasMessageContaining("id " + id);
    }

    @Test
    void a_subject_that_nobody_published_is_named() {
        Subject subject = Subject.ofValues(topic, COMMAND);
        assertThatThrownBy(() -> registry.idOf(subject))
                .isInstanceOf(NotPublishedException.class)
                .hasMessageContaining(subject.name());
    }

    @Test
    void a_subject_that_holds_only_an_older_version_is_named() {
        published(COMMAND);
        Subject newer = Subject.ofValues(topic, NewSchemas.withField(COMMAND, "channel", "web"));
        assertThatThrownBy(() -> registry.idOf(newer))
                .isInstanceOf(NotPublishedException.class)
                .hasMessageContaining(newer.name());
    }

    @Test
    void a_wrong_path_on_the_right_server_is_unavailable_and_not_unknown() {
        String wrong = url.replace("/ccompat/v7", "/elsewhere");
        try (Registry elsewhere = Registry.connect(wrong)) {
            assertThatThrownBy(() -> elsewhere.schema(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(wrong);
        }
    }

    private Subject published(Schema schema) {
        Subject subject = Subject.ofValues(topic, schema);
        registry.publish(List.of(subject));
        return subject;
    }

    private IncompatibleSchemaException refused(Schema schema) {
        var refusal =
                catchThrowableOfType(IncompatibleSchemaException.class, () -> published(schema));
        assertThat(refusal).as("the registry should refuse %s", schema).isNotNull();
        return refusal;
    }
}
