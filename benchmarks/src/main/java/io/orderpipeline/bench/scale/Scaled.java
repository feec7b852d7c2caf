package io.orderpipeline.bench.scale;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Spread;
import io.orderpipeline.bench.throughput.Settled;
import java.util.List;

/**
 * One size of the pipeline.
 *
 * @param partitions of each topic
 * @param orders that were there before
 * @param rounds each round's measurement on top of them
 */
record Scaled(int partitions, int orders, List<Settled> rounds) {

    /** Of a processor. */
    @JsonProperty
    double microsPerCommand() {
        return micros().median();
    }

    @JsonProperty
    double commandsPerSecond() {
        return Spread.of(rounds, Settled::perSecond).median();
    }

    Spread micros() {
        return Spread.of(rounds, Settled::cpuMicrosPerRecord);
    }
}
