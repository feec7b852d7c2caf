package io.orderpipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "throughput --orders 10; --orders: 10 (allowed: 1000 to 10000000)",
                "recovery --state 10000,10; --state: 10 (allowed: 1000 to 10000000)",
                "throughput --rounds 0; --rounds: 0 (allowed: 1 to 20)",
                "latency --rate 1; --rate: 1 (allowed: 10 to 1000000)",
                "latency --seconds 0; --seconds: 0 (allowed: 1 to 3600)",
                "thruput; Which: throughput, latency, compare"
            })
    void what_cannot_be_measured_is_refused_before_anything_starts(String line, String told) {
        StringWriter err = new StringWriter();
        int code =
                BenchMain.commandLine().setErr(new PrintWriter(err, true)).execute(line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "recovery --orders 5000; [5000]",
                "recovery --orders 5000 --state 1000,20000,1000; [1000, 20000]"
            })
    void recovery_is_measured_at_each_size_of_state_once(String line, String sizes) {
        CommandLine command = BenchMain.commandLine();
        command.parseArgs(line.split(" "));

        assertThat(command.<BenchCommand>getCommand().sizes()).hasToString(sizes);
    }
}
