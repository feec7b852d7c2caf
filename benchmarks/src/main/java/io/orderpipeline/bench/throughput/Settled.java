package io.orderpipeline.bench.throughput;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One measurement of a rate.
 *
 * @param records handled while it was measured; those of the warm-up are left out
 * @param seconds how long that took
 * @param cpuSeconds processor time that the measured process used meanwhile
 * @param broken the rows of the audit that are red, or what else is wrong
 */
public record Settled(long records, double seconds, double cpuSeconds, List<String> broken) {

    /** The same with what is wrong. */
    public Settled audited(List<String> red) {
        return new Settled(records, seconds, cpuSeconds, red);
    }

    @JsonProperty
    public double perSecond() {
        return records / seconds;
    }

    @JsonProperty
    double cpuMicrosPerRecord() {
        return cpuSeconds * 1e6 / records;
    }
}
