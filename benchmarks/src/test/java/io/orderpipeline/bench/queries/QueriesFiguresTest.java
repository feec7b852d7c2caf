package io.orderpipeline.bench.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.bench.figures.Percentiles;
import io.orderpipeline.bench.load.Reads;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueriesFiguresTest {

    private static Reads.Taken taken(double p99Ms, long failed) {
        return new Reads.Taken(new Percentiles(1_000, 0.5, p99Ms, p99Ms, p99Ms), failed);
    }

    private static QueriesFigures of(Reads.Taken quiet, Reads.Taken beside) {
        Asked asked = new Asked(Question.AS_OF, List.of(quiet), List.of(beside));
        return new QueriesFigures(1_000, 200, 500, List.of(asked), List.of());
    }

    @Test
    void each_question_has_a_line_without_and_with_writes() {
        QueriesFigures figures = of(taken(1.5, 0), taken(4, 0));

        assertThat(figures.ok()).isTrue();
        assertThat(figures.text()).contains("as-of ", "p99 1.50 ms", "as-of beside writes");
    }

    @Test
    void an_answer_other_than_200_spoils_it() {
        assertThat(of(taken(1.5, 0), taken(4, 1)).ok()).isFalse();
    }

    @Test
    void an_order_as_of_an_instant_is_asked_for_by_its_path() {
        assertThat(Question.AS_OF.path("o-1", Instant.EPOCH))
                .isEqualTo("/orders/o-1?asOf=1970-01-01T00:00:00Z");
    }
}
