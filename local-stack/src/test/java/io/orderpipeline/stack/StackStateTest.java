package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStateTest {

    static final StackState STATE =
            new StackState(
                    "4L6g3nShT-eMCtK--X86sw",
                    List.of(new BrokerNode(1, 20_001, 20_002)),
                    20_003,
                    Map.of("registry", new ProcessId(1, 2)));

    @TempDir Path folder;

    @Test
    void what_is_written_is_read_again() {
        StackHome home = new StackHome(folder.resolve("stack"));
        home.writeState(STATE);
        assertThat(home.readState()).contains(STATE);
    }

    @Test
    void the_file_tells_people_the_addresses() throws IOException {
        StackHome home = new StackHome(folder);
        home.writeState(STATE);
        assertThat(Files.readString(home.stateFile()))
                .contains("\"bootstrapServers\" : \"127.0.0.1:20001\"")
                .contains("\"registryUrl\" : \"http://127.0.0.1:20003/apis/ccompat/v7\"");
    }

    @Test
    void without_a_file_there_is_no_state() {
        assertThat(new StackHome(folder.resolve("none")).readState()).isEmpty();
    }

    @Test
    void a_file_that_is_not_json_is_reported_with_its_path() throws IOException {
        StackHome home = new StackHome(folder);
        Files.writeString(home.stateFile(), "{ not json");
        assertThatThrownBy(home::readState)
                .isInstanceOf(StackException.class)
                .hasMessageContaining(home.stateFile().toString())
                .hasMessageContaining("delete the folder");
    }

    @Test
    void addresses_are_given_only_while_something_runs() {
        StackHome home = new StackHome(folder);
        home.writeState(STATE);
        assertThat(LocalStack.address(folder)).isEmpty();
        ProcessId self = ProcessId.of(ProcessHandle.current()).orElseThrow();
        home.writeState(STATE.with("registry", self));
        assertThat(LocalStack.address(folder).orElseThrow().bootstrapServers())
                .isEqualTo("127.0.0.1:20001");
    }

    @Test
    void deleting_removes_everything() throws IOException {
        StackHome home = new StackHome(folder.resolve("stack"));
        home.writeState(STATE);
        Files.createDirectories(home.data("broker-1").resolve("order.event-0"));
        home.delete();
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void one_program_at_a_time_starts_or_stops_a_stack() {
        Path home = folder.resolve("stack");
        assertThatThrownBy(
                        () ->
                                StackLock.holding(
                                        home,
                                        "pipeline demo",
                                        () -> StackLock.holding(home, "pipeline up", () -> "no")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(home.toString())
                .hasMessageContaining("`pipeline demo` (pid " + ProcessHandle.current().pid() + ")")
                .hasMessageContaining("Ctrl-C");
        assertThat(StackLock.<String>holding(home, "pipeline up", () -> "free again"))
                .isEqualTo("free again");
    }
}
