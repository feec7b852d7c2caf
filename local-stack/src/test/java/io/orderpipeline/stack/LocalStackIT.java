package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderpipeline.stack.Member.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

    /** Twice what is promised for a quiet machine: this one also runs other tests. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    @TempDir private static Path home;

    private static LocalStack stack;
    private static Duration took;

    @BeforeAll
    static void start() {
        long start = System.nanoTime();
        stack = LocalStack.start(StackSpec.of(home));
        took = Duration.ofNanos(System.nanoTime() - start);
    }

    @AfterAll
    static void stop() {
        stack.close();
        assertThat(stack.members()).noneMatch(Member::isAlive);
    }

    @Test
    void broker_and_registry_are_up_in_time() {
        assertThat(took).isLessThan(START_LIMIT);
        assertThat(stack.members())
                .hasSize(2)
                .allMatch(member -> member.health() == Health.RUNNING);
    }

    @Test
    void what_is_written_is_read() throws Exception {
        Records records = Records.createdOn(stack, "written-and-read");
        records.write("hello");
        records.requireExactly("hello");
    }

    @Test
    void a_killed_broker_is_noticed_and_comes_back_with_its_data() throws Exception {
        Records records = Records.createdOn(stack, "survives-a-kill");
        records.write("before");
        stack.broker(1).kill();
        assertThat(stack.broker(1).health()).isEqualTo(Health.STOPPED);
        assertThat(stack.broker(1).pid()).isEmpty();
        stack.broker(1).start();
        records.write("after");
        records.requireExactly("before", "after");
    }

    @Test
    void a_stopped_broker_comes_back_with_its_data() throws Exception {
        Records records = Records.createdOn(stack, "survives-a-stop");
        records.write("before");
        stack.broker(1).stop();
        stack.broker(1).start();
        records.requireExactly("before");
    }

    @Test
    void schema_ids_survive_a_stop_and_a_kill_of_the_registry() throws Exception {
        SchemaPosts posts = new SchemaPosts(stack.registryUrl());
        String first = posts.register("Filler") + posts.register("Survivor");
        stack.registry().stop();
        assertThat(stack.registry().health()).isEqualTo(Health.STOPPED);
        stack.registry().start();
        String second = posts.register("AfterTheStop");
        stack.registry().kill();
        stack.registry().start();
        assertThat(posts.register("Filler") + posts.register("Survivor")).isEqualTo(first);
        assertThat(posts.register("AfterTheStop")).isEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void a_second_start_finds_everything_running_and_starts_nothing() {
        List<Long> before = pids(stack);
        LocalStack again = LocalStack.start(StackSpec.of(home));
        assertThat(pids(again)).isEqualTo(before);
    }

    private static List<Long> pids(LocalStack stack) {
        return stack.members().map(member -> member.pid().orElseThrow()).toList();
    }

    @Test
    void a_broker_that_dies_while_starting_is_reported_with_its_log(@TempDir Path broken)
            throws IOException {
        Path data = Files.createDirectories(broken.resolve("data/broker-1"));
        Files.writeString(data.resolve("meta.properties"), "version=1\ncluster.id=x\nnode.id=7\n");
        assertThatThrownBy(() -> LocalStack.start(StackSpec.of(broken)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("broker-1 ended while starting")
                .hasMessageContaining(broken.resolve("logs/broker-1.log").toString())
                .hasMessageContaining("Stored node id 7");
        assertThat(LocalStack.find(broken).orElseThrow().members()).noneMatch(Member::isAlive);
    }

    @Test
    void a_port_that_another_program_holds_is_named(@TempDir Path other) {
        ChildProcess stranger =
                ChildProcess.start("stranger", List.of("sleep", "300"), other.resolve("log"));
        try {
            // The registry of this state seems to run, so the broker must keep its port.
            BrokerNode node = new BrokerNode(1, stack.broker(1).port(), Ports.anywhere().take());
            StackState state =
                    new StackState(
                            "4L6g3nShT-eMCtK--X86sw",
                            List.of(node),
                            Ports.anywhere().take(),
                            Map.of("registry", stranger.id().orElseThrow()));
            new StackHome(other).writeState(state);
            assertThatThrownBy(() -> LocalStack.start(StackSpec.of(other)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("broker-1 ended while starting")
                    .hasMessageContaining(
                            "Another program listens on one of its ports (" + node.port() + ")");
        } finally {
            stranger.killHard();
        }
    }
}
