package io.orderpipeline.bench.compare;

import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import io.orderpipeline.bench.throughput.OneEventEach;
import io.orderpipeline.bench.throughput.Worker;
import io.orderpipeline.topic.Topics;
import java.util.List;

/**
 * The Flink job, with a class path of its own; done when it has checkpointed all that it reads and
 * its sink, which commits after the checkpoint, has committed.
 */
final class Flink implements Worker {

    private static final String ID = "flink";
    private static final String CHECKPOINT_INTERVAL_MS = "1000";
    private static final List<String> INPUTS =
            List.of(Topics.ORDER_COMMAND.name(), Topics.PAYMENT_TRANSACTION.name());

    @Override
    public String name() {
        return ID;
    }

    @Override
    public Program start(Lab lab) {
        return lab.startBeside(
                "benchmarks/flink",
                ID,
                "io.orderpipeline.bench.flink.FlinkOrders",
                List.of(
                        lab.connection().bootstrap(),
                        lab.connection().registry(),
                        ID,
                        lab.folder(ID).resolve("state").toString(),
                        CHECKPOINT_INTERVAL_MS));
    }

    @Override
    public long passed(GroupPositions positions) {
        return positions.passed(ID, Topics.ORDER_COMMAND.name());
    }

    @Override
    public boolean done(GroupPositions positions) {
        return positions.isAtEnd(ID, INPUTS) && positions.isCommitted(Topics.ORDER_EVENT.name());
    }

    @Override
    public List<String> check(Lab lab, long commands) {
        return OneEventEach.check(lab, Topics.ORDER_EVENT.name(), commands);
    }
}
