package io.orderpipeline.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of Kubernetes' own client refuse fields that there are not, and missing ones. */
class ManifestsTest {

    private static final String FOLDER = "deploy/kubernetes";
    private static final int LONGEST_HOSTNAME = 64;

    static Stream<JsonNode> manifests() {
        return ProjectFiles.in(FOLDER, ".yaml").stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .flatMap(file -> ProjectFiles.documents(file).stream());
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void every_manifest_has_the_fields_that_kubernetes_knows(JsonNode manifest) throws IOException {
        validate(manifest.toString());
    }

    @Test
    void a_field_that_kubernetes_does_not_know_is_refused() {
        String misspelt = set().toString().replace("\"serviceName\"", "\"serviceNam\"");
        assertThatThrownBy(() -> validate(misspelt)).hasMessageContaining("serviceNam");
        String deep = set().toString().replace("readOnlyRootFilesystem", "readOnlyRoot");
        assertThatThrownBy(() -> validate(deep)).hasMessageContaining("readOnlyRoot");
    }

    @Test
    void kustomize_lists_every_manifest_but_the_one_that_needs_an_adapter() {
        List<String> listed = new ArrayList<>();
        ProjectFiles.document(FOLDER + "/kustomization.yaml")
                .path("resources")
                .forEach(file -> listed.add(FOLDER + "/" + file.asText()));
        listed.add(FOLDER + "/kustomization.yaml");
        listed.add(FOLDER + "/hpa.yaml");
        assertThat(ProjectFiles.in(FOLDER, ".yaml")).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void kustomize_itself_reads_the_folder() {
        assumeTrue(
                Engine.run(List.of("kubectl", "version", "--client")).ok(),
                "kubectl is not installed");
        Engine.Run built = Engine.run(List.of("kubectl", "kustomize", FOLDER));
        assertThat(built.exitCode()).as(built.output()).isZero();
        assertThat(built.output()).contains("kind: StatefulSet", "kind: PodDisruptionBudget");
    }

    @Test
    void each_pod_keeps_its_state_and_announces_a_name_that_others_resolve() {
        JsonNode spec = set().path("spec");
        JsonNode pod = spec.path("template").path("spec");
        assertThat(spec.path("volumeClaimTemplates").path(0).path("metadata").path("name").asText())
                .isEqualTo("state");
        assertThat(pod.path("setHostnameAsFQDN").asBoolean()).isTrue();
        String longest =
                "pipeline-99.%s.order-pipeline.svc.cluster.local"
                        .formatted(spec.path("serviceName").asText());
        assertThat(longest).hasSizeLessThanOrEqualTo(LONGEST_HOSTNAME);
        JsonNode peers = named("Service", spec.path("serviceName").asText());
        assertThat(peers.path("spec").path("clusterIP").asText()).isEqualTo("None");
        assertThat(peers.path("spec").path("publishNotReadyAddresses").asBoolean()).isTrue();
        assertThat(peers.path("spec").path("selector"))
                .isEqualTo(spec.path("selector").path("matchLabels"));
    }

    @Test
    void variables_of_services_do_not_reach_an_app_that_refuses_unknown_ones() {
        assertThat(set().path("spec").path("template").path("spec").path("enableServiceLinks"))
                .hasToString("false");
        assertThat(ProjectFiles.appVariables())
                .containsAll(ProjectFiles.names(named("ConfigMap", "settings").path("data")));
    }

    @Test
    void pods_are_not_root_and_write_to_their_volumes_only() {
        for (JsonNode manifest : List.of(set(), named("Job", "topics"))) {
            JsonNode pod = manifest.path("spec").path("template").path("spec");
            assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.path("securityContext").path("runAsUser").asInt()).isEqualTo(10_001);
            for (JsonNode container : pod.path("containers")) {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.path("allowPrivilegeEscalation")).hasToString("false");
            }
        }
    }

    @Test
    void restoring_is_no_reason_to_kill_a_pod() {
        JsonNode app = set().path("spec").path("template").path("spec").path("containers").path(0);
        assertThat(path(app, "livenessProbe")).isEqualTo("/health/live");
        assertThat(path(app, "startupProbe")).isEqualTo("/health/live");
        assertThat(path(app, "readinessProbe")).isEqualTo("/health/ready");
    }

    private static String path(JsonNode container, String probe) {
        return container.path(probe).path("httpGet").path("path").asText();
    }

    private static JsonNode set() {
        return named("StatefulSet", "pipeline");
    }

    private static JsonNode named(String kind, String name) {
        return manifests()
                .filter(each -> each.path("kind").asText().equals(kind))
                .filter(each -> each.path("metadata").path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void validate(String manifest) throws IOException {
        var json = JsonParser.parseString(manifest);
        String kind = json.getAsJsonObject().get("kind").getAsString();
        String version = json.getAsJsonObject().get("apiVersion").getAsString();
        switch (version + " " + kind) {
            case "v1 Namespace" -> V1Namespace.validateJsonElement(json);
            case "v1 ConfigMap" -> V1ConfigMap.validateJsonElement(json);
            case "v1 Service" -> V1Service.validateJsonElement(json);
            case "batch/v1 Job" -> V1Job.validateJsonElement(json);
            case "apps/v1 StatefulSet" -> V1StatefulSet.validateJsonElement(json);
            case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
            case "autoscaling/v2 HorizontalPodAutoscaler" ->
                    V2HorizontalPodAutoscaler.validateJsonElement(json);
            default -> throw new IllegalArgumentException("no model for " + version + " " + kind);
        }
    }
}
