package io.orderpipeline.bench.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import io.orderpipeline.bench.figures.Spread;
import io.orderpipeline.bench.throughput.Settled;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the benchmark found, the pipeline first; its JSON document. */
public record CompareFigures(List<Way> ways) implements Figures {

    /**
     * One way to handle the commands.
     *
     * @param guarantee what its users may rely on
     * @param rounds each round's measurement
     */
    public record Way(String name, String guarantee, List<Settled> rounds) {

        @JsonProperty
        double perSecond() {
            return rate().median();
        }

        private Spread rate() {
            return Spread.of(rounds, Settled::perSecond);
        }

        private List<String> broken() {
            return rounds.stream().flatMap(round -> round.broken().stream()).toList();
        }

        private String text(Way pipeline) {
            return String.format(
                    Locale.ROOT,
                    "%-22s %,8.0f commands/s (%,.0f to %,.0f)%s%n%24s%s%s%n",
                    name,
                    perSecond(),
                    rate().least(),
                    rate().most(),
                    equals(pipeline) ? "" : ratio(pipeline),
                    "",
                    guarantee,
                    broken().isEmpty() ? "" : "; BROKEN: " + broken());
        }

        private String ratio(Way pipeline) {
            return String.format(
                    Locale.ROOT,
                    "; the pipeline is %.2f times it",
                    pipeline.perSecond() / perSecond());
        }
    }

    @Override
    @JsonProperty
    public boolean ok() {
        return ways.stream().allMatch(way -> way.broken().isEmpty());
    }

    @Override
    public Chart chart() {
        return new Chart(
                "The same life cycles",
                "commands/s",
                ways.stream().map(way -> new Chart.Bar(way.name(), way.rate())).toList());
    }

    @Override
    public String text() {
        Way pipeline = ways.get(0);
        return ways.stream().map(way -> way.text(pipeline)).collect(Collectors.joining());
    }
}
