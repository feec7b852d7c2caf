package io.orderpipeline.bench.throughput;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * One measurement of a rate.
 *
 * @param records handled while it was measured; those of the warm-up are left out
 * @param seconds how long that took
 * @param cpuSeconds processor time that the measured process used meanwhile; 0 where nobody looked
 * @param broken the rows of the audit that are red, or what else is wrong
 */
public record Settled(
        long records,
        double seconds,
        @JsonInclude(NON_DEFAULT) double cpuSeconds,
        List<String> broken) {

    /** The same with what is wrong; to have measured nothing is wrong too. */
    public Settled audited(List<String> red) {
        List<String> wrong = new ArrayList<>(red);
        if (records <= 0) {
            wrong.add("all was done when the warm-up was: too few --orders");
        }
        return new Settled(records, seconds, cpuSeconds, wrong);
    }

    @JsonProperty
    public double perSecond() {
        return records / seconds;
    }

    @JsonProperty
    @JsonInclude(NON_DEFAULT)
    public double cpuMicrosPerRecord() {
        return cpuSeconds * 1e6 / records;
    }
}
