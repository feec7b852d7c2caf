package io.orderpipeline.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.launcher.FakeApp;
import io.orderpipeline.sim.digest.AppDigests;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneBuildTest {

    private final FakeApp app = new FakeApp();
    private final OneBuild builds = new OneBuild(new AppDigests(app.url()));

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void instances_of_one_build_say_which() {
        says("b1", "b1");

        assertThat(builds.current()).isEqualTo("b1");
    }

    @Test
    void an_instance_that_is_being_restarted_is_waited_for() {
        app.answer("GET /generations", 503, "{}");
        says("b1");

        assertThat(builds.current()).isEqualTo("b1");
    }

    @Test
    void an_instance_that_does_not_answer_may_be_of_another_build_and_is_waited_for() {
        app.answer(
                "GET /generations",
                200,
                "{\"instances\":[{\"instance\":\"i-0\",\"build\":\"b1\"}],\"unanswered\":[\"i-1\"]}");
        says("b1", "b2");

        assertThatThrownBy(builds::current)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("b2=[i-1]");
    }

    @Test
    void in_the_middle_of_a_deployment_nothing_is_begun() {
        says("b1", "b2");

        assertThatThrownBy(builds::current)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("b1=[i-0]")
                .hasMessageContaining("b2=[i-1]");
    }

    @Test
    void one_that_was_begun_with_the_same_build_goes_on() {
        says("b1");

        assertThatCode(() -> builds.require(begunWith(Optional.of("b1"))))
                .doesNotThrowAnyException();
    }

    @Test
    void one_that_was_begun_with_another_build_is_refused_and_both_are_named() {
        says("b2");

        assertThatThrownBy(() -> builds.require(begunWith(Optional.of("b1"))))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("begun with build b1")
                .hasMessageContaining("of build b2 now")
                .hasMessageContaining("generations retire");
    }

    @Test
    void one_of_which_nobody_knows_the_build_is_refused() {
        says("b2");

        assertThatThrownBy(() -> builds.require(begunWith(Optional.empty())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("begun with build unknown");
    }

    private static Generation begunWith(Optional<String> build) {
        Change started =
                GenerationTable.INITIAL.start(
                        new Generation.Start(0, "ada", "a test", OptionalInt.empty(), build));
        return ((Change.To) started).table().candidate().orElseThrow();
    }

    private void says(String... each) {
        int[] number = {0};
        String members =
                Arrays.stream(each)
                        .map(
                                build ->
                                        "{\"instance\":\"i-%d\",\"build\":\"%s\"}"
                                                .formatted(number[0]++, build))
                        .collect(Collectors.joining(","));
        app.answer("GET /generations", 200, "{\"instances\":[%s]}".formatted(members));
    }
}
