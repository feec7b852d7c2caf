package io.orderpipeline.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardFilesTest {

    @Test
    void there_is_a_dashboard_for_each_view_of_the_system() {
        assertThat(ProjectFiles.in(NamedMetrics.DASHBOARDS, ".json"))
                .extracting(file -> file.replaceAll(".*/|\\.json", ""))
                .containsExactly("brokers", "pipeline", "reconciliation", "streams");
    }

    @Test
    void dashboards_ask_the_provisioned_source_and_have_ids_of_their_own() {
        String source =
                ProjectFiles.document("deploy/grafana/provisioning/datasources/prometheus.yml")
                        .path("datasources")
                        .path(0)
                        .path("uid")
                        .asText();
        List<String> ids = new ArrayList<>();
        for (String file : ProjectFiles.in(NamedMetrics.DASHBOARDS, ".json")) {
            JsonNode board = ProjectFiles.json(file);
            ids.add(board.path("uid").asText());
            for (JsonNode panel : board.path("panels")) {
                assertThat(panel.path("datasource").path("uid").asText()).isEqualTo(source);
                assertThat(panel.path("targets")).isNotEmpty();
            }
        }
        assertThat(ids).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    void there_is_an_alert_for_what_nobody_may_overlook() {
        List<String> alerts = new ArrayList<>();
        for (JsonNode rule :
                ProjectFiles.document(NamedMetrics.ALERTS).findValues("rules").get(0)) {
            alerts.add(rule.path("alert").asText());
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning");
            assertThat(rule.path("annotations").path("summary").asText()).isNotEmpty();
        }
        assertThat(alerts)
                .doesNotHaveDuplicates()
                .contains(
                        "PaymentUntracked",
                        "RoleBehind",
                        "DeadLetters",
                        "RoleNotReady",
                        "PartitionWithoutLeader");
    }

    @Test
    void a_name_that_nobody_exposes_is_found() {
        assertThat(NamedMetrics.in("sum by (role) (rate(a_total{some_label=\"b_c\"}[1m])) / d_e"))
                .isEqualTo(Set.of("a_total", "d_e"));
        assertThat(NamedMetrics.missing(Set.of()))
                .anyMatch(each -> each.equals("alert RoleBehind: order_pipeline_lag_records"));
    }
}
