package io.orderpipeline.bench.queries;

import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Spread;
import io.orderpipeline.bench.load.Reads;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The rounds of one question.
 *
 * @param quiet while nothing was written
 * @param beside while commands were written, in turns with it
 */
record Asked(Question question, List<Reads.Taken> quiet, List<Reads.Taken> beside) {

    boolean ok() {
        return quiet.stream().allMatch(round -> round.failed() == 0)
                && beside.stream().allMatch(round -> round.failed() == 0);
    }

    Stream<Chart.Bar> bars() {
        return Stream.of(
                new Chart.Bar(question.toString(), p99(quiet)),
                new Chart.Bar(question + " beside writes", p99(beside)));
    }

    private static Spread p99(List<Reads.Taken> rounds) {
        return Spread.of(rounds, round -> round.percentiles().p99Ms());
    }

    String text() {
        return line("", quiet) + line(" beside writes", beside);
    }

    private String line(String when, List<Reads.Taken> rounds) {
        Spread p99 = p99(rounds);
        return String.format(
                Locale.ROOT,
                "%-20s p50 %.2f ms   p99 %.2f ms (%.2f to %.2f)   failed %d%n",
                question + when,
                Spread.of(rounds, round -> round.percentiles().p50Ms()).median(),
                p99.median(),
                p99.least(),
                p99.most(),
                rounds.stream().mapToLong(Reads.Taken::failed).sum());
    }
}
