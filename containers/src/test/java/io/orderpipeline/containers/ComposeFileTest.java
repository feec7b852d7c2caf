package io.orderpipeline.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeFileTest {

    private static final String FILE = "docker-compose.yml";
    private static final String CONFLUENT = "docker-compose.confluent.yml";
    private static final String BOTH = FILE + ":" + CONFLUENT;

    private final JsonNode compose = ProjectFiles.document(FILE);
    private final JsonNode services = compose.path("services");

    static Stream<String> ours() {
        JsonNode services = ProjectFiles.document(FILE).path("services");
        return ProjectFiles.names(services).stream()
                .filter(
                        name ->
                                services.path(name)
                                        .path("image")
                                        .asText()
                                        .startsWith("order-pipeline/"));
    }

    @Test
    void every_part_of_the_system_is_there() {
        assertThat(ProjectFiles.names(services))
                .containsExactlyInAnyOrder(
                        "kafka-1",
                        "kafka-2",
                        "kafka-3",
                        "registry",
                        "topics",
                        "app-1",
                        "app-2",
                        "simulator",
                        "gateway",
                        "verdict",
                        "audit",
                        "prometheus",
                        "grafana");
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, CONFLUENT})
    void every_image_is_pinned(String file) {
        ProjectFiles.document(file)
                .path("services")
                .forEach(
                        service -> {
                            if (service.has("image")) {
                                assertThat(service.path("image").asText())
                                        .matches("[a-z/-]+:(v?[0-9]+\\.[0-9]+\\.[0-9]+|local)");
                            }
                        });
    }

    /**
     * Compose v2 builds side by side; two builds of one name collide in containerd's image store.
     */
    @Test
    void each_image_of_ours_is_built_by_the_first_service_that_needs_it() {
        List<String> builders = new ArrayList<>();
        for (String name : ProjectFiles.names(services)) {
            if (services.path(name).has("build")) {
                builders.add(name + " " + services.path(name).path("image").asText());
            }
        }
        assertThat(builders)
                .containsExactly(
                        "topics order-pipeline/simulator:local", "app-1 order-pipeline/app:local");
        assertThat(waitsFor("app-2", "app-1")).isEqualTo("service_started");
    }

    @Test
    void nothing_is_published_beyond_this_machine() {
        List<String> published = new ArrayList<>();
        services.forEach(service -> published.addAll(ProjectFiles.texts(service.path("ports"))));

        assertThat(published).hasSize(8).allMatch(port -> port.startsWith("127.0.0.1:"));
        services.forEach(service -> assertThat(service.has("network_mode")).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, CONFLUENT})
    void there_is_no_secret_in_it(String file) {
        for (JsonNode service : ProjectFiles.document(file).path("services")) {
            assertThat(ProjectFiles.names(service.path("environment")))
                    .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|CREDENTIAL).*"));
        }
    }

    /** Compose v2 would ask Docker Hub for their names before it builds them. */
    @ParameterizedTest
    @MethodSource("ours")
    void our_images_are_not_asked_for_in_any_registry(String name) {
        assertThat(services.path(name).path("pull_policy").asText()).isEqualTo("never");
    }

    @ParameterizedTest
    @MethodSource("ours")
    void our_containers_write_nowhere_but_to_tmp_and_volumes(String name) {
        JsonNode service = services.path(name);
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(ProjectFiles.texts(service.path("cap_drop"))).containsExactly("ALL");
        assertThat(ProjectFiles.texts(service.path("security_opt")))
                .containsExactly("no-new-privileges:true");
        assertThat(ProjectFiles.texts(service.path("tmpfs"))).allMatch(tmp -> tmp.contains("exec"));
        assertThat(service.has("mem_limit")).isTrue();
        assertThat(ProjectFiles.text("Dockerfile")).contains("\nUSER 10001:10001\n");
    }

    @Test
    void the_brokers_keep_three_copies_of_which_two_are_in_sync() {
        for (String broker : List.of("kafka-1", "kafka-2", "kafka-3")) {
            JsonNode settings = services.path(broker).path("environment");
            assertThat(settings.path("KAFKA_DEFAULT_REPLICATION_FACTOR").asInt()).isEqualTo(3);
            assertThat(settings.path("KAFKA_MIN_INSYNC_REPLICAS").asInt()).isEqualTo(2);
            assertThat(settings.path("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR").asInt()).isEqualTo(2);
            assertThat(ProjectFiles.texts(services.path(broker).path("volumes")))
                    .containsExactly(broker + ":/var/lib/kafka/data");
        }
    }

    @Test
    void each_named_volume_is_declared_and_used() {
        Set<String> used = new TreeSet<>();
        services.forEach(
                service ->
                        ProjectFiles.texts(service.path("volumes")).stream()
                                .map(volume -> volume.split(":", -1)[0])
                                .filter(volume -> !volume.startsWith("."))
                                .forEach(used::add));
        assertThat(ProjectFiles.names(compose.path("volumes")))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void each_start_waits_for_what_it_needs() {
        assertThat(waitsFor("registry", "kafka-2")).isEqualTo("service_healthy");
        assertThat(waitsFor("topics", "kafka-3")).isEqualTo("service_healthy");
        assertThat(waitsFor("app-2", "registry")).isEqualTo("service_healthy");
        assertThat(waitsFor("app-2", "topics")).isEqualTo("service_completed_successfully");
        assertThat(waitsFor("simulator", "app-1")).isEqualTo("service_healthy");
        assertThat(waitsFor("verdict", "simulator")).isEqualTo("service_completed_successfully");
    }

    private String waitsFor(String service, String other) {
        return services.path(service).path("depends_on").path(other).path("condition").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, CONFLUENT})
    void the_app_is_given_keys_that_it_has(String file) {
        JsonNode all = ProjectFiles.document(file).path("services");
        for (String app : List.of("app-1", "app-2")) {
            assertThat(ProjectFiles.appVariables())
                    .containsAll(ProjectFiles.names(all.path(app).path("environment")));
        }
    }

    @Test
    void the_launcher_knows_the_published_ports() {
        String published =
                services.findValues("ports").stream()
                        .flatMap(ports -> ProjectFiles.texts(ports).stream())
                        .collect(Collectors.joining(" "));
        for (Context context : List.of(Context.COMPOSE, Context.COMPOSE_CONFLUENT)) {
            String addresses =
                    Stream.of("--bootstrap", "--registry", "--url")
                            .map(option -> context.address(option).orElseThrow())
                            .collect(Collectors.joining(","));
            for (String address : addresses.split(",", -1)) {
                String port = address.replaceAll("^.*127\\.0\\.0\\.1:([0-9]+).*$", "$1");
                assertThat(published).contains(":-" + port + "}:");
            }
        }
    }

    @Test
    void confluents_registry_takes_the_place_of_the_other_and_changes_addresses_only() {
        JsonNode override = ProjectFiles.document(CONFLUENT).path("services");
        assertThat(ProjectFiles.names(override.path("registry")))
                .containsExactlyInAnyOrder("image", "environment", "healthcheck");
        for (String name : ProjectFiles.names(override)) {
            if (!name.equals("registry")) {
                assertThat(ProjectFiles.names(override.path(name))).containsExactly("environment");
                assertThat(ProjectFiles.texts(override.path(name)))
                        .containsExactly("http://registry:8080");
            }
        }
        assertThat(ProjectFiles.names(override))
                .containsAll(ours().toList())
                .hasSize((int) ours().count() + 1);
    }

    @Test
    void each_compose_of_this_machine_reads_both_files_without_a_warning() {
        for (Compose compose : installed()) {
            for (String files : List.of(FILE, BOTH)) {
                Engine.Run run = compose.run(Map.of("COMPOSE_FILE", files), "config", "--quiet");
                assertThat(run.exitCode()).as(compose + ": " + run.output()).isZero();
                assertThat(run.output()).as(compose.toString()).isEmpty();
            }
        }
    }

    @Test
    void each_compose_of_this_machine_puts_confluents_registry_in_place_of_the_other() {
        for (Compose compose : installed()) {
            Map<String, String> both = Map.of("COMPOSE_FILE", BOTH);
            Engine.Run run = compose.run(both, "--profile", "tools", "config");
            JsonNode merged = ProjectFiles.parse(run.output()).get(0).path("services");
            assertThat(ProjectFiles.names(merged))
                    .as(compose.toString())
                    .containsExactlyInAnyOrderElementsOf(ProjectFiles.names(services));
            assertThat(merged.toString())
                    .as(compose.toString())
                    .contains("confluentinc/cp-schema-registry:")
                    .doesNotContain("apicurio/", "ccompat");
        }
    }

    private static List<Compose> installed() {
        List<Compose> installed = Compose.installed();
        assumeTrue(!installed.isEmpty(), Compose.NONE);
        return installed;
    }
}
