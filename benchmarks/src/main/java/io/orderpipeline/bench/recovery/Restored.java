package io.orderpipeline.bench.recovery;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An instance that had to fill all its stores.
 *
 * @param records in the topics that they were filled from; one that fills two counts twice
 * @param seconds from the start of its process until it was ready; joining its groups is in it
 * @param barePerSecond a bare consumer's reading of the largest of them
 */
record Restored(long records, double seconds, double barePerSecond) {

    @JsonProperty
    double perSecond() {
        return records / seconds;
    }

    @JsonProperty
    double ratioToBare() {
        return perSecond() / barePerSecond;
    }
}
