package io.orderpipeline.order;

/**
 * Where the record stands that brought a fact about; with it, any fact can be traced to its input.
 */
public record Cause(String topic, int partition, long offset) {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
