package io.orderpipeline.launcher.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.launcher.deadletters.Verdict.Reason;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.RedriveHeaders;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which letters may be redriven: every rule alone, and every two of them together. */
class RedrivingTest {

    private static final String QUARANTINE = "QUARANTINE";

    /** A letter that may be redriven, for deviations to spoil. */
    private static final class Sample {
        private String topic = Topics.ORDER_COMMAND.name();
        private LetterState state = LetterState.OPEN;
        private final Map<String, String> headers = new HashMap<>();
        private String key = "o-1";
        private Optional<String> problem = Optional.empty();
        private long version = 3;
        private Map<String, String> outcomes = Map.of("c-0", "OrderPlaced");
        private Optional<String> waiting = Optional.empty();
        private Optional<String> earlier = Optional.empty();

        private Verdict judged() {
            Reading reading =
                    problem.map(Reading::unreadable)
                            .orElseGet(
                                    () ->
                                            LetterSamples.reading(
                                                    LetterSamples.cancel("o-1", "c-1", 3L)));
            return Redriving.judge(
                    new Redriving.Case(
                            LetterSamples.letter(topic, key, 7, headers),
                            state,
                            reading,
                            new Standing(version, outcomes, waiting, earlier, Optional.empty()),
                            3));
        }
    }

    /** What is wrong; two of the same facet cannot be together. */
    private record Deviation(String facet, String verdict, Consumer<Sample> spoil) {}

    /** In the order in which they are told. */
    private static final List<Deviation> DEVIATIONS =
            List.of(
                    new Deviation("state", "REDRIVEN_ALREADY", s -> s.state = LetterState.REDRIVEN),
                    new Deviation("state", "DISCARDED", s -> s.state = LetterState.DISCARDED),
                    new Deviation("state", "ACTION_UNKNOWN", s -> s.state = LetterState.UNKNOWN),
                    new Deviation(
                            "topic",
                            "WRITTEN_BY_THE_APP",
                            s -> s.topic = Topics.ORDER_EVENT.name()),
                    new Deviation("topic", "FOREIGN_TOPIC", s -> s.topic = "shipping"),
                    new Deviation(
                            "attempts",
                            QUARANTINE,
                            s -> s.headers.put(RedriveHeaders.ATTEMPTS, "3")),
                    new Deviation(
                            "omitted",
                            "OMITTED",
                            s -> s.headers.put(DeadLetterHeaders.VALUE_OMITTED, "1048576")),
                    new Deviation(
                            "reading",
                            "STILL_POISON",
                            s -> s.problem = Optional.of("its first byte is 0x07")),
                    new Deviation("key", "OTHER_KEY", s -> s.key = "o-2"),
                    new Deviation(
                            "outcome",
                            "DECIDED_ALREADY",
                            s -> s.outcomes = Map.of("c-1", "OrderCancelled at 3@4")),
                    new Deviation("earlier", "EARLIER_LETTER", s -> s.earlier = Optional.of("0@3")),
                    new Deviation(
                            "waiting", "COMMAND_WAITING", s -> s.waiting = Optional.of("c-2")),
                    new Deviation("version", "OTHER_VERSION", s -> s.version = 4));

    @Test
    void a_record_that_can_be_handled_by_now_is_redriven() {
        assertThat(new Sample().judged()).isEqualTo(new Verdict.Redrive(1));
    }

    @Test
    void each_attempt_is_counted_from_the_record_s_own_header() {
        Sample second = new Sample();
        second.headers.put(RedriveHeaders.ATTEMPTS, "2");

        assertThat(second.judged()).isEqualTo(new Verdict.Redrive(3));
    }

    @Test
    void a_quarantined_letter_may_be_redriven_under_a_higher_bound() {
        Sample quarantined = new Sample();
        quarantined.state = LetterState.QUARANTINED;
        quarantined.headers.put(RedriveHeaders.ATTEMPTS, "2");

        assertThat(quarantined.judged()).isEqualTo(new Verdict.Redrive(3));
    }

    static Stream<Arguments> alone() {
        return DEVIATIONS.stream().map(each -> Arguments.of(each.verdict(), each.spoil()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alone")
    void each_deviation_is_refused_for_its_own_reason(String verdict, Consumer<Sample> spoil) {
        Sample sample = new Sample();
        spoil.accept(sample);

        assertThat(name(sample.judged())).isEqualTo(verdict);
    }

    @Test
    void of_two_deviations_the_first_is_told_whichever_they_are() {
        for (int i = 0; i < DEVIATIONS.size(); i++) {
            for (int j = i + 1; j < DEVIATIONS.size(); j++) {
                Deviation first = DEVIATIONS.get(i);
                Deviation second = DEVIATIONS.get(j);
                if (!first.facet().equals(second.facet())) {
                    Sample sample = new Sample();
                    first.spoil().accept(sample);
                    second.spoil().accept(sample);
                    assertThat(name(sample.judged()))
                            .as("%s and %s", first.verdict(), second.verdict())
                            .isEqualTo(first.verdict());
                }
            }
        }
    }

    @Test
    void every_reason_but_the_journal_s_is_among_the_deviations() {
        assertThat(DEVIATIONS.stream().map(Deviation::verdict).filter(v -> !v.equals(QUARANTINE)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Reason.values())
                                .filter(reason -> reason != Reason.JOURNALED_ALREADY)
                                .map(Enum::name)
                                .toList());
    }

    @Test
    void every_topic_of_the_pipeline_but_the_two_that_clients_write_is_the_app_s() {
        for (Topic topic : Topics.ALL) {
            Sample sample = new Sample();
            sample.topic = topic.name();
            boolean clients =
                    Set.of(Topics.ORDER_COMMAND, Topics.PAYMENT_TRANSACTION).contains(topic);
            if (!clients) {
                assertThat(name(sample.judged())).as(topic.name()).isEqualTo("WRITTEN_BY_THE_APP");
            }
        }
        Sample changelog = new Sample();
        changelog.topic = "order-pipeline-decider-orders-changelog";
        assertThat(name(changelog.judged())).isEqualTo("WRITTEN_BY_THE_APP");
    }

    @Test
    void a_command_that_expects_no_version_finds_its_order_at_any() {
        Redriving.Case anyVersion =
                new Redriving.Case(
                        LetterSamples.command("o-1", 7),
                        LetterState.OPEN,
                        LetterSamples.reading(LetterSamples.cancel("o-1", "c-1", null)),
                        new Standing(
                                9, Map.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                        3);

        assertThat(Redriving.judge(anyVersion)).isEqualTo(new Verdict.Redrive(1));
    }

    @Test
    void a_capture_is_redriven_unless_the_journal_says_the_same_in_its_place() {
        assertThat(capture(Optional.empty())).isEqualTo(new Verdict.Redrive(1));
        assertThat(name(capture(Optional.of("payment.transaction-1@2"))))
                .isEqualTo("JOURNALED_ALREADY");
    }

    private static Verdict capture(Optional<String> journaled) {
        return Redriving.judge(
                new Redriving.Case(
                        LetterSamples.letter(Topics.PAYMENT_TRANSACTION.name(), "o-1", 7, Map.of()),
                        LetterState.OPEN,
                        LetterSamples.reading(LetterSamples.capture("o-1", "t-1")),
                        new Standing(0, Map.of(), Optional.empty(), Optional.empty(), journaled),
                        3));
    }

    private static String name(Verdict verdict) {
        if (verdict instanceof Verdict.Refuse refuse) {
            assertThat(refuse.why()).isNotBlank();
            return refuse.reason().name();
        }
        return verdict instanceof Verdict.Quarantine ? QUARANTINE : "REDRIVE";
    }
}
