package io.orderpipeline.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.replay.Promotion.Promoted;
import io.orderpipeline.launcher.replay.ReplayReport.Outcome;
import io.orderpipeline.launcher.replay.ReplayReport.Times;
import io.orderpipeline.sim.digest.Difference;
import io.orderpipeline.sim.digest.Verdict;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayReportTest {

    private static final Difference DIFFERENCE =
            new Difference(3, 1, "o-17", Difference.Kind.FACTS, 2, "its view is that of version 1");

    @Test
    void a_promotion_says_what_was_compared_and_what_requests_waited() {
        ReplayReport report =
                new ReplayReport(
                        Outcome.PROMOTED,
                        3,
                        new Times(12, 3.4),
                        verdict(0, List.of()),
                        new Promoted(2, 3, 9, 120, 400));

        assertThat(report.ok()).isTrue();
        assertThat(report.text().lines())
                .containsExactly(
                        "built        12.0 s  generation 3",
                        "compared      3.4 s  1,000 orders, 2,500 events, each with the log",
                        "  generation 3 agrees  00ff",
                        "promoted      0.5 s  generation 3 is live; 2 follows, to go back to",
                        "           requests waited up to 120 ms for the switch");
    }

    @Test
    void differences_are_named_with_their_version_and_the_rest_is_counted() {
        ReplayReport report =
                new ReplayReport(
                        Outcome.DIFFERS,
                        3,
                        new Times(0, 1),
                        verdict(250, Collections.nCopies(100, DIFFERENCE)),
                        null);

        assertThat(report.ok()).isFalse();
        assertThat(report.text())
                .doesNotContain("built")
                .contains("generation 3 differs in 250 orders:")
                .contains("o-17 (generation 3, partition 1) from version 2: its view is that of")
                .contains("and 230 more");
    }

    @Test
    void the_document_has_the_verdict_and_no_promotion_where_there_was_none() {
        JsonNode document =
                new JsonMapper()
                        .valueToTree(
                                new ReplayReport(
                                        Outcome.DIFFERS,
                                        3,
                                        new Times(1, 1),
                                        verdict(1, List.of(DIFFERENCE)),
                                        null));

        assertThat(document.at("/outcome").asText()).isEqualTo("DIFFERS");
        assertThat(document.at("/verdict/equal").asBoolean(true)).isFalse();
        assertThat(document.at("/verdict/generations/0/first/0/firstDivergingVersion").asInt())
                .isEqualTo(2);
        assertThat(document.has("promotion")).isFalse();
    }

    private static Verdict verdict(long differences, List<Difference> first) {
        return new Verdict(
                new Verdict.Compared(1_000, 2_500, 0),
                List.of(new Verdict.OfGeneration(3, "00ff", differences, first)));
    }
}
