package io.orderpipeline.sim.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.digest.DigestMutants.Mutant;
import io.orderpipeline.sim.digest.DigestStage.Held;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerificationTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final DigestStage stage = DigestStage.clean();

    static Stream<Mutant> mutants() {
        return DigestMutants.all();
    }

    @ParameterizedTest(name = "{0} is found")
    @MethodSource("mutants")
    void whatever_is_wrong_is_found_with_its_order_and_first_diverging_version(Mutant mutant) {
        mutant.mutation().accept(stage);

        Verdict verdict = stage.verdict();

        assertThat(verdict.equal()).isFalse();
        Difference found =
                Objects.requireNonNull(DigestMutants.byOrder(verdict).get(mutant.order()));
        assertThat(found.kind()).isEqualTo(mutant.kind());
        assertThat(found.firstDivergingVersion()).isEqualTo(mutant.version());
        assertThat(found.text()).contains(mutant.order(), "from version " + mutant.version());
    }

    @Test
    void generations_that_agree_with_the_log_have_one_digest() {
        Verdict verdict = stage.verdict();

        assertThat(verdict.equal()).isTrue();
        assertThat(verdict.compared()).isEqualTo(new Verdict.Compared(15, 27, 0));
        assertThat(verdict.of(DigestStage.LIVE).digest())
                .isEqualTo(verdict.of(DigestStage.FRESH).digest())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void a_generation_may_know_what_the_log_got_after_it_was_read() {
        moreHappensWhenAsked();

        assertThat(stage.verdict().equal()).isTrue();
    }

    @Test
    void what_came_meanwhile_is_compared_too() {
        moreHappensWhenAsked();
        Runnable before = stage.fresh().before;
        stage.fresh().before =
                () -> {
                    before.run();
                    stage.fresh().of("o-0").facts = "-";
                };

        assertThat(stage.verdict().of(DigestStage.FRESH).first())
                .extracting(Difference::orderId, Difference::kind)
                .containsExactly(tuple("o-0", Difference.Kind.FACTS));
    }

    private void moreHappensWhenAsked() {
        AtomicInteger asked = new AtomicInteger();
        stage.fresh().before =
                () -> {
                    if (asked.getAndIncrement() == 0) {
                        stage.happens(0, Happenings.event("o-0", 2, Happenings.cancelled()));
                        stage.happens(0, Happenings.event("o-new", 1, Happenings.placed()));
                        stage.fresh().orders.putAll(stage.projected(9).orders);
                    }
                };
    }

    @Test
    void a_generation_that_is_behind_for_a_moment_is_asked_again() {
        Held order = stage.fresh().of("o-3");
        var whole = new Held("o-3", order);
        order.events.remove(2);
        AtomicInteger asked = new AtomicInteger();
        stage.fresh().before =
                () -> {
                    if (asked.incrementAndGet() == 4) {
                        stage.fresh().at(1).replaceAll(h -> h == order ? whole : h);
                    }
                };

        assertThat(stage.verdict(Scope.ALL, LONG).equal()).isTrue();
        assertThat(asked.get()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void a_view_that_comes_a_moment_after_its_event_is_looked_at_again() {
        String facts = stage.fresh().of("o-3").facts;
        stage.fresh().of("o-3").facts = "-";
        AtomicInteger asked = new AtomicInteger();
        stage.fresh().before =
                () -> {
                    if (asked.incrementAndGet() == 4) {
                        stage.fresh().of("o-3").facts = facts;
                    }
                };

        assertThat(stage.verdict(Scope.ALL, LONG).equal()).isTrue();
    }

    @Test
    void who_does_not_answer_is_asked_again_from_the_beginning() {
        AtomicInteger asked = new AtomicInteger();
        stage.fresh().before =
                () -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new UncheckedIOException(new IOException("killed"));
                    }
                };

        assertThat(stage.verdict(Scope.ALL, LONG).equal()).isTrue();
    }

    @Test
    void who_never_answers_is_an_error_that_says_who() {
        stage.fresh().before =
                () -> {
                    throw new UncheckedIOException(new IOException("killed"));
                };

        assertThatThrownBy(stage::verdict)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("partition 0 of generation 3")
                .hasMessageContaining("killed");
    }

    @Test
    void an_order_whose_versions_have_gaps_in_the_log_is_no_agreement() {
        stage.events(1).removeIf(each -> each.orderId().equals("o-3") && each.version() == 2);

        Verdict verdict = stage.verdict();

        assertThat(verdict.equal()).isFalse();
        assertThat(verdict.generations()).allMatch(each -> each.differences() == 0);
        assertThat(verdict.compared().broken()).isEqualTo(1);
    }

    @Test
    void one_order_alone_can_be_compared() throws InterruptedException {
        stage.fresh().of("o-3").facts = "-";
        stage.fresh().of("o-1").facts = "-";

        Verdict verdict =
                new Verification(
                                stage,
                                List.of(stage.fresh()),
                                new Scope(Optional.of("o-3"), event -> true),
                                (a, b, c) -> {})
                        .run(1);

        assertThat(verdict.compared().orders()).isEqualTo(1);
        assertThat(verdict.of(DigestStage.FRESH).first())
                .extracting(Difference::orderId)
                .containsExactly("o-3");
    }

    @Test
    void only_orders_to_which_something_happened_since_can_be_compared() {
        stage.fresh().of("o-0").facts = "-";
        Scope since = new Scope(Optional.empty(), event -> event.offset() >= 3);

        Verdict verdict = stage.verdict(since, Duration.ZERO);

        assertThat(verdict.equal()).isTrue();
        assertThat(verdict.compared().orders()).isEqualTo(3);
    }

    @Test
    void many_differences_are_counted_and_the_first_are_named() {
        for (int i = 0; i < 1_000; i++) {
            stage.happens(0, Happenings.event("o-more-" + i, 1, Happenings.placed()));
        }

        Verdict verdict = stage.verdict();

        assertThat(verdict.of(DigestStage.FRESH).differences()).isEqualTo(1_000);
        assertThat(verdict.of(DigestStage.FRESH).first()).hasSize(Findings.SHOWN);
    }
}
