package io.orderpipeline.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationLogIT {

    private static final Generation.Start START =
            new Generation.Start(
                    1_000, "ann", "a new projection", OptionalInt.empty(), Optional.of("b1"));

    private static final Generation.Start ANOTHER =
            new Generation.Start(
                    2_000, "bob", "the same idea", OptionalInt.empty(), Optional.empty());

    private final String bootstrap = SharedStack.get().bootstrapServers();
    private final Registry registry = Registry.connect(SharedStack.get().registryUrl());
    private final Applications applications =
            new Applications("generations-" + UUID.randomUUID().toString().substring(0, 8));
    private final GenerationLog log = open();

    @BeforeEach
    void prepare() {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
        registry.publish(Subjects.ALL);
    }

    @AfterEach
    void close() {
        log.close();
        registry.close();
    }

    @Test
    void an_empty_log_holds_the_first_generation() {
        assertThat(log.read()).isEqualTo(GenerationTable.INITIAL);
    }

    @Test
    void what_one_writes_the_next_one_reads() {
        GenerationTable written = log.change(table -> table.start(START));
        try (GenerationLog other = open()) {
            assertThat(other.read()).isEqualTo(written);
        }
        assertThat(log.read()).isEqualTo(written);
    }

    @Test
    void a_refusal_writes_nothing() {
        GenerationTable written = log.change(table -> table.start(START));
        assertThatThrownBy(() -> log.change(table -> table.start(START)))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("is there already");
        assertThat(log.read()).isEqualTo(written);
    }

    @Test
    void of_changes_at_the_same_time_none_is_lost() {
        List<CompletableFuture<Void>> writers =
                IntStream.range(0, 3).mapToObj(this::startAndAbandon).toList();
        writers.forEach(CompletableFuture::join);
        GenerationTable table = log.read();
        assertThat(table.revision()).isEqualTo(6);
        assertThat(table.generations()).hasSize(4);
    }

    @Test
    void a_writer_that_was_overtaken_reads_again_before_it_writes() {
        try (GenerationLog fast = open()) {
            boolean[] overtaken = new boolean[1];
            GenerationTable after =
                    log.change(
                            table -> {
                                if (!overtaken[0]) {
                                    overtaken[0] = true;
                                    fast.change(quick -> quick.start(ANOTHER));
                                }
                                return table.candidate()
                                        .map(each -> table.abandon(each.number()))
                                        .orElseGet(() -> table.start(START));
                            });
            assertThat(after.revision()).isEqualTo(2);
            assertThat(after.candidate()).isEmpty();
        }
    }

    private CompletableFuture<Void> startAndAbandon(int writer) {
        Generation.Start mine =
                new Generation.Start(
                        1_000, "writer " + writer, "why", OptionalInt.empty(), Optional.empty());
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try (GenerationLog through = open()) {
                                untilTaken(through, mine);
                                done.complete(null);
                            } catch (RuntimeException failed) {
                                done.completeExceptionally(failed);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** Others may have one that is being built; it goes soon. */
    private static void untilTaken(GenerationLog through, Generation.Start mine) {
        while (true) {
            try {
                GenerationTable started = through.change(table -> table.start(mine));
                int number = started.candidate().orElseThrow().number();
                through.change(table -> table.abandon(number));
                return;
            } catch (ChangeRefusedException another) {
                Thread.onSpinWait();
            }
        }
    }

    private GenerationLog open() {
        return GenerationLog.open(GenerationLog.Clients.of(bootstrap), applications, registry);
    }
}
