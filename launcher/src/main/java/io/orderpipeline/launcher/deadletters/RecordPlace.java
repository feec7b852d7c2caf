package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.topic.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a record stands: of dead letters {@code 3@17}, of others {@code order.command-3@17}. */
record RecordPlace(String topic, int partition, long offset) {

    static final String FORM =
            "PARTITION@OFFSET in order.dead-letter, as 3@17, or where the record failed,"
                    + " TOPIC-PARTITION@OFFSET, as order.command-3@17";

    private static final Pattern PLACE =
            Pattern.compile("(?:([A-Za-z0-9._-]{1,249})-)?([0-9]{1,9})@([0-9]{1,18})");

    /** Empty when the text is no place. */
    static Optional<RecordPlace> parse(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            return Optional.empty();
        }
        String topic = Optional.ofNullable(place.group(1)).orElse(Topics.ORDER_DEAD_LETTER.name());
        return Optional.of(
                new RecordPlace(
                        topic, Integer.parseInt(place.group(2)), Long.parseLong(place.group(3))));
    }

    static RecordPlace of(Cause cause) {
        return new RecordPlace(cause.getTopic(), cause.getPartition(), cause.getOffset());
    }

    Cause cause() {
        return new Cause(topic, partition, offset);
    }

    boolean isIn(io.orderpipeline.topic.Topic other) {
        return topic.equals(other.name());
    }

    /** The key of what is done about a dead letter: its partition and offset. */
    String key() {
        return partition + "@" + offset;
    }

    @Override
    public String toString() {
        return isIn(Topics.ORDER_DEAD_LETTER) ? key() : topic + "-" + key();
    }
}
