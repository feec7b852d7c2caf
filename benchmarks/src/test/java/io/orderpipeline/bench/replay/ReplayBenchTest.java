package io.orderpipeline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.stack.StackException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayBenchTest {

    @Test
    void the_document_is_found_among_what_else_was_said() {
        JsonNode found =
                ReplayBench.document(
                        List.of(
                                "12:00 WARN something {else}",
                                "{",
                                "  \"outcome\" : \"AGREES\",",
                                "  \"times\" : {",
                                "    \"build\" : 1.5",
                                "  }",
                                "}",
                                "12:01 WARN more"));

        assertThat(found.path("outcome").asText()).isEqualTo("AGREES");
        assertThat(found.at("/times/build").asDouble()).isEqualTo(1.5);
    }

    @Test
    void where_there_is_none_the_error_says_what_was_said_instead() {
        assertThatThrownBy(() -> ReplayBench.document(List.of("error: the app does not answer")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("the app does not answer");
        assertThatThrownBy(() -> ReplayBench.document(List.of("{", "no JSON", "}")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("no JSON");
    }
}
