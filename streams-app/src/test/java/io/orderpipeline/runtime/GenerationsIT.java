package io.orderpipeline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.generation.ChangeRefusedException;
import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.generation.GenerationStatus;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.runtime.config.ConfigSources;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.SharedStack;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances in this process, on a real broker, build, promote and remove generations. */
final class GenerationsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final LocalStack STACK = SharedStack.get();
    private static final int FIRST = Applications.FIRST_VIEWS_GENERATION;
    private static final int NEXT = FIRST + 1;

    @TempDir Path dir;

    private final String prefix = "gen-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Applications applications = new Applications(prefix);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()));
    private final Registry registry = Registry.connect(STACK.registryUrl());
    private final GenerationLog log =
            GenerationLog.open(
                    GenerationLog.Clients.of(STACK.bootstrapServers()), applications, registry);

    @BeforeEach
    void topics() {
        TopicAdmin.create(admin, TopicSettings.defaults(1));
    }

    @AfterEach
    void close() {
        log.close();
        registry.close();
        admin.close();
    }

    @Test
    void a_generation_is_built_beside_the_live_one_promoted_rolled_back_and_removed()
            throws Exception {
        String patient = "generation.hold.ms=60000";
        try (App one = App.start(config("one", "roles=decider,views", patient));
                App two = App.start(config("two", "roles=views", patient));
                Sessions sessions = new Sessions(STACK, List.of(one.http(), two.http()))) {
            HttpProbe http = new HttpProbe(one.http());
            await().atMost(PATIENCE).until(() -> one.isReady() && two.isReady());
            sessions.start();
            sessions.awaitReads(20);

            log.change(table -> table.start(start()));
            awaitCaughtUp(http, NEXT);
            assertThat(one.isReady()).isTrue();
            sessions.withoutTraffic(() -> awaitSameDigests(one, two));

            GenerationTable verified =
                    log.change(
                            table ->
                                    table.verified(
                                            NEXT, new Generation.Verification(0, "it", 1, "ab")));
            assertThat(verified.live()).isEqualTo(FIRST);
            promote(http, NEXT);
            sessions.awaitAnswersOf(NEXT);
            assertThat(http.get("/stats").json().get("generation").asInt()).isEqualTo(NEXT);

            promote(http, FIRST);
            sessions.awaitAnswersOf(FIRST);

            log.change(table -> table.retire(NEXT));
            awaitNothingLeftOf(NEXT);
            sessions.awaitReads(20);
            assertThat(sessions.failures()).isEmpty();
        }
    }

    @Test
    void a_hold_that_no_switch_follows_is_called_off_and_a_slow_switch_is_refused()
            throws Exception {
        try (App app = App.start(config("one", "roles=decider,views", "generation.hold.ms=1000"))) {
            HttpProbe http = new HttpProbe(app.http());
            await().atMost(PATIENCE).until(app::isReady);
            log.change(table -> table.start(start()));
            log.change(
                    table -> table.verified(NEXT, new Generation.Verification(0, "it", 1, "ab")));
            GenerationTable held = log.change(table -> table.hold(NEXT, "it", 0));

            await().atMost(PATIENCE).until(() -> log.read().holding().isEmpty());

            assertThat(log.read().live()).isEqualTo(FIRST);
            await().atMost(PATIENCE).until(() -> http.get("/orders/nobody").status() == 404);
            assertThatThrownBy(() -> log.change(table -> table.switchOver(held.revision(), 0, 9)))
                    .isInstanceOf(ChangeRefusedException.class);
            log.change(table -> table.abandon(NEXT));
            awaitNothingLeftOf(NEXT);
        }
    }

    private static Generation.Start start() {
        return new Generation.Start(
                System.currentTimeMillis(),
                "it",
                "a test",
                OptionalInt.of(100_000),
                Optional.empty());
    }

    private void awaitCaughtUp(HttpProbe http, int number) {
        int partitions = TopicSettings.defaults(1).partitions();
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            int ready = 0;
                            for (JsonNode here : hosted(http, number)) {
                                ready +=
                                        here.get("ready").asBoolean()
                                                ? here.get("partitions").size()
                                                : 0;
                            }
                            return ready == partitions;
                        });
    }

    private static List<JsonNode> hosted(HttpProbe http, int number)
            throws IOException, InterruptedException {
        List<JsonNode> hosted = new ArrayList<>();
        for (JsonNode each : http.get("/generations").json().path("generations")) {
            if (each.get("number").asInt() == number) {
                each.get("instances").forEach(hosted::add);
            }
        }
        return hosted;
    }

    private void promote(HttpProbe http, int number) {
        GenerationTable held =
                log.change(table -> table.hold(number, "it", System.currentTimeMillis()));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> hasStopped(http.get("/generations").json(), held.revision()));
        long retireAtMs = System.currentTimeMillis() + PATIENCE.toMillis();
        GenerationTable switched =
                log.change(
                        table ->
                                table.switchOver(
                                        held.revision(), System.currentTimeMillis(), retireAtMs));
        assertThat(switched.live()).isEqualTo(number);
        assertThat(switched.rollbackTarget()).isPresent();
        assertThat(switched.find(number).map(Generation::status)).hasValue(GenerationStatus.LIVE);
    }

    private static boolean hasStopped(JsonNode document, long revision) {
        boolean all = document.path("instances").size() == 2;
        for (JsonNode each : document.path("instances")) {
            all &= each.get("holding").asBoolean() && each.get("revision").asLong() == revision;
        }
        return all;
    }

    private void awaitSameDigests(App... apps) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            List<String> live = digests(FIRST, apps);
                            assertThat(live).isNotEmpty();
                            assertThat(digests(NEXT, apps)).isEqualTo(live);
                        });
    }

    /** Of all partitions, one after the other, wherever each is. */
    private static List<String> digests(int generation, App... apps)
            throws IOException, InterruptedException {
        List<String> digests = new ArrayList<>();
        JsonNode owners =
                new HttpProbe(apps[0].http()).get("/peer/owners?generation=" + generation).json();
        for (JsonNode owner : owners) {
            for (App app : apps) {
                if (app.http().getPort() == owner.get("port").asInt()) {
                    HttpProbe.Reply reply =
                            new HttpProbe(app.http())
                                    .get(
                                            "/peer/digests?generation=%d&partition=%d"
                                                    .formatted(
                                                            generation,
                                                            owner.get("partition").asInt()));
                    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                    reply.body().lines().forEach(digests::add);
                }
            }
        }
        return digests;
    }

    private void awaitNothingLeftOf(int number) {
        String application = applications.views(number);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(admin.listTopics().names().get())
                                    .noneMatch(each -> each.startsWith(application));
                            assertThat(admin.listGroups().all().get())
                                    .extracting(GroupListing::groupId)
                                    .doesNotContain(application);
                            assertThat(dir.resolve("one").resolve(application)).doesNotExist();
                            assertThat(dir.resolve("two").resolve(application)).doesNotExist();
                        });
        assertThat(Files.exists(dir.resolve("one"))).isTrue();
    }

    private AppConfig config(String stateDir, String... more) {
        List<String> assignments = new ArrayList<>(List.of(more));
        assignments.add("bootstrap.servers=" + STACK.bootstrapServers());
        assignments.add("schema.registry.url=" + STACK.registryUrl());
        assignments.add("application.prefix=" + prefix);
        assignments.add("state.dir=" + dir.resolve(stateDir));
        assignments.add("http.port=0");
        return AppConfig.load(ConfigSources.none().assignments(assignments));
    }
}
