package io.orderpipeline.bench.throughput;

import io.orderpipeline.bench.bare.BareConsumer;
import io.orderpipeline.bench.lab.Lab;
import java.util.List;

/** What can be checked of a program that the auditor does not know. */
public final class OneEventEach {

    private OneEventEach() {}

    /** Where nothing goes wrong, each command leads to one committed record. */
    public static List<String> check(Lab lab, String topic, long commands) {
        long records = BareConsumer.readAll(lab.connection().clients(), topic).records();
        return records == commands
                ? List.of()
                : List.of("%,d records of %,d commands".formatted(records, commands));
    }
}
