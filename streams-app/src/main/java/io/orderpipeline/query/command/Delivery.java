package io.orderpipeline.query.command;

/** What is known of a command's way into the log. */
public sealed interface Delivery {

    /** It stands there. */
    record Written(int partition, long offset) implements Delivery {}

    /** It may be in the log, or come into it yet: a time-out is not a failure. */
    record Unknown() implements Delivery {}

    /** It is not in the log and will not be. */
    record NotSent() implements Delivery {}
}
