package io.orderpipeline.bench.throughput;

import io.orderpipeline.bench.bare.BareStreams;
import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import io.orderpipeline.topic.Topics;
import java.util.List;

/** The bare application. */
final class Bare implements Worker {

    private static final String INPUT = Topics.ORDER_COMMAND.name();
    private static final String OUTPUT = "bare.output";

    @Override
    public String name() {
        return BareStreams.ID;
    }

    @Override
    public Program start(Lab lab) {
        lab.createTopics(OUTPUT);
        return BareStreams.start(lab, INPUT, OUTPUT);
    }

    @Override
    public long passed(GroupPositions positions) {
        return positions.passed(BareStreams.ID, INPUT);
    }

    @Override
    public boolean done(GroupPositions positions) {
        return positions.isAtEnd(BareStreams.ID, List.of(INPUT)) && positions.isCommitted(OUTPUT);
    }

    @Override
    public List<String> check(Lab lab, long commands) {
        return OneEventEach.check(lab, OUTPUT, commands);
    }
}
