package io.orderpipeline.sim.audit;

/**
 * Where a record stands, topic included: outcomes find the record that caused them by it.
 *
 * @param topic interned, since few words stand in very many places
 * @param at where in the topic
 */
public record Place(String topic, Position at) {

    public Place {
        topic = topic.intern();
    }

    int partition() {
        return at.partition();
    }

    /** For people: {@code order.command 3@1207}. */
    @Override
    public String toString() {
        return topic + " " + at;
    }
}
