package io.orderpipeline.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.Member;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One stack from up to down. The steps are in order because starting one for each takes long. */
@TestMethodOrder(OrderAnnotation.class)
class StackCommandsIT {

    @TempDir private static Path folder;

    private static Path home;
    private static CommandRun up;

    private static CommandRun run(String... arguments) {
        return CommandRun.of(home, arguments);
    }

    private static LocalStack stack() {
        return LocalStack.find(home).orElseThrow();
    }

    @BeforeAll
    static void start() {
        home = folder.resolve("stack");
        up = run("up", "--partitions", "4");
    }

    @AfterAll
    static void leaveNothingBehind() {
        LocalStack.find(home).ifPresent(LocalStack::delete);
    }

    @Test
    @Order(1)
    void up_prints_addresses_pids_and_logs() {
        assertThat(up.err()).isEmpty();
        assertThat(up.exitCode()).isZero();
        assertThat(up.out())
                .contains(stack().bootstrapServers())
                .contains(stack().registryUrl())
                .contains(Long.toString(stack().registry().pid().orElseThrow()))
                .contains(stack().broker(1).logFile().toString());
    }

    @Test
    @Order(2)
    void all_topics_are_there_and_found_without_giving_an_address() {
        CommandRun run = run("topics", "--list");
        assertThat(run.exitCode()).isZero();
        for (Topic topic : Topics.ALL) {
            int partitions = topic.isKeyedByOrder() ? 4 : 1;
            assertThat(run.out()).containsPattern(topic.name() + " +" + partitions + " +1");
        }
    }

    @Test
    @Order(3)
    void up_again_says_that_it_is_running_and_starts_nothing() {
        long broker = stack().broker(1).pid().orElseThrow();
        CommandRun again = run("up");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("Already running.");
        assertThat(stack().broker(1).pid()).hasValue(broker);
    }

    @Test
    @Order(4)
    void another_number_of_partitions_is_refused() {
        CommandRun run = run("topics", "--partitions", "12");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("order.command has 4 partitions, asked for: 12");
    }

    @Test
    @Order(5)
    void another_number_of_brokers_is_refused() {
        CommandRun run = run("up", "--brokers", "3");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("has 1 broker(s), asked for: 3");
    }

    @Test
    @Order(6)
    void status_tells_a_dead_broker_and_up_repairs_it_with_its_data() {
        String address = stack().bootstrapServers();
        long registry = stack().registry().pid().orElseThrow();
        killFromOutside(stack().broker(1));
        CommandRun status = run("status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).containsPattern("broker-1 +stopped").contains("pipeline up");

        CommandRun repair = run("up");
        assertThat(repair.err()).contains("broker-1 is stopped").contains("Repairing");
        assertThat(repair.exitCode()).isZero();
        assertThat(stack().bootstrapServers()).isEqualTo(address);
        assertThat(stack().registry().pid()).hasValue(registry);
        assertThat(run("topics", "--list").out()).containsPattern("order.event +4 ");
        assertThat(run("status").exitCode()).isZero();
    }

    /** Not through the stack, which would note it in the state file: as a crash does. */
    private static void killFromOutside(Member member) {
        ProcessHandle process = ProcessHandle.of(member.pid().orElseThrow()).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        await().until(() -> !member.isAlive());
    }

    @Test
    @Order(7)
    void down_leaves_no_process_and_the_data() {
        CommandRun down = run("down");
        assertThat(down.exitCode()).isZero();
        assertThat(down.out()).contains("Stopped 2 process(es)");
        assertThat(stack().members()).noneMatch(Member::isAlive);
        assertThat(home.resolve("data/broker-1/order.event-0")).isDirectory();
    }

    @Test
    @Order(8)
    void down_with_delete_leaves_nothing() {
        assertThat(run("down", "--delete").exitCode()).isZero();
        assertThat(home).doesNotExist();
    }

    @Test
    @Order(9)
    void without_a_broker_the_command_says_what_to_do() {
        CommandRun run = run("topics", "--bootstrap", "127.0.0.1:1");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("No broker answered", "pipeline up", "--bootstrap");
    }
}
