package io.orderpipeline.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationStatus;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.launcher.FakeApp;
import io.orderpipeline.launcher.replay.Promotion.Promoted;
import io.orderpipeline.sim.digest.AppDigests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromotionTest {

    private static final int LIVE = GenerationTable.INITIAL.live();
    private static final int NEXT = LIVE + 1;

    private final FakeApp app = new FakeApp();
    private final MemoryTable table = new MemoryTable();

    /** The table without a log. */
    private static final class MemoryTable implements Table {
        private GenerationTable now = GenerationTable.INITIAL;
        private final List<GenerationTable> history = new ArrayList<>();

        @Override
        public GenerationTable change(Function<GenerationTable, Change> transition) {
            Change change = transition.apply(now);
            if (change instanceof Change.To to) {
                now = to.table();
                history.add(now);
                return now;
            }
            throw new RefusedException(((Change.Refused) change).reason());
        }

        @Override
        public GenerationTable unheld() {
            return now;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void it_switches_when_every_instance_has_stopped_answering() {
        verified();
        long hold = table.now.revision() + 1;
        says(member("one", hold, true), member("two", hold - 1, false));
        says(member("one", hold, true), member("two", hold, true));
        says(member("one", hold + 1, false), member("two", hold + 1, false));

        Promoted promoted = promotion().to(NEXT, "ada");

        assertThat(promoted.from()).isEqualTo(LIVE);
        assertThat(promoted.to()).isEqualTo(NEXT);
        assertThat(table.now.live()).isEqualTo(NEXT);
        assertThat(table.now.find(LIVE).orElseThrow().status()).isEqualTo(GenerationStatus.GRACE);
        assertThat(app.asked()).hasSize(3);
    }

    @Test
    void an_instance_that_answers_on_ends_the_hold_and_is_named() {
        verified();
        long hold = table.now.revision() + 1;
        says(member("one", hold, true), member("two", hold, false));

        assertThatThrownBy(() -> promotion().patient(Duration.ofMillis(100)).to(NEXT, "ada"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("[two]")
                .hasMessageContaining("Generation " + LIVE + " answers on");
        assertThat(table.now.live()).isEqualTo(LIVE);
        assertThat(table.now.holding()).isEmpty();
    }

    @Test
    void an_instance_that_does_not_answer_keeps_the_old_one_live() {
        verified();
        app.answer(
                "GET /generations",
                200,
                "{\"instances\":[%s],\"unanswered\":[\"two\"]}"
                        .formatted(member("one", table.now.revision() + 1, true)));

        assertThatThrownBy(() -> promotion().patient(Duration.ofMillis(100)).to(NEXT, "ada"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no answer from [two]");
        assertThat(table.now.live()).isEqualTo(LIVE);
    }

    @Test
    void an_unverified_one_is_refused_before_anything_is_held() {
        GenerationTable unused = table.change(now -> now.start(start()));

        assertThatThrownBy(() -> promotion().to(NEXT, "ada"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("BUILDING");
        assertThat(table.history).hasSize(1);
        assertThat(app.asked()).isEmpty();
    }

    @Test
    void a_rollback_makes_the_one_live_that_was() {
        verified();
        long hold = table.now.revision() + 1;
        says(member("one", hold, true));
        says(member("one", hold + 1, false));
        says(member("one", hold + 2, true));
        says(member("one", hold + 3, false));
        Promoted unused = promotion().to(NEXT, "ada");

        Promoted back = promotion().back("ada");

        assertThat(back.to()).isEqualTo(LIVE);
        assertThat(table.now.live()).isEqualTo(LIVE);
    }

    private Promotion promotion() {
        return new Promotion(table, new AppDigests(app.url()), Duration.ofHours(1));
    }

    private void verified() {
        GenerationTable started = table.change(now -> now.start(start()));
        assertThat(started.candidate()).isPresent();
        Generation.Verification all = new Generation.Verification(0, "ada", 10, "00");
        GenerationTable verified = table.change(now -> now.verified(NEXT, all));
        assertThat(verified.candidate()).isPresent();
    }

    private static Generation.Start start() {
        return new Generation.Start(0, "ada", "a test", OptionalInt.empty(), Optional.empty());
    }

    private void says(String... members) {
        String ready = "{\"number\":%d,\"instances\":[{\"instance\":\"one\",\"ready\":true}]}";
        app.answer(
                "GET /generations",
                200,
                "{\"instances\":[%s],\"unanswered\":[],\"generations\":[%s,%s]}"
                        .formatted(
                                String.join(",", members),
                                ready.formatted(LIVE),
                                ready.formatted(NEXT)));
    }

    private static String member(String instance, long revision, boolean holding) {
        return "{\"instance\":\"%s\",\"revision\":%d,\"live\":%d,\"holding\":%b}"
                .formatted(instance, revision, LIVE, holding);
    }
}
