package io.orderpipeline.bench.compare;

import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import io.orderpipeline.bench.throughput.OneEventEach;
import io.orderpipeline.bench.throughput.Worker;
import io.orderpipeline.topic.Topics;
import java.util.List;

/** The application in the plain Streams DSL; done when it has read all that it reads. */
final class Dsl implements Worker {

    private static final String ID = "plain-dsl";
    private static final List<String> INPUTS =
            List.of(
                    Topics.ORDER_COMMAND.name(),
                    Topics.PAYMENT_TRANSACTION.name(),
                    Topics.ORDER_EVENT.name());

    @Override
    public String name() {
        return ID;
    }

    @Override
    public Program start(Lab lab) {
        return lab.start(
                ID,
                PlainDsl.class.getName(),
                List.of(
                        lab.connection().bootstrap(),
                        lab.connection().registry(),
                        ID,
                        lab.folder(ID).resolve("state").toString()));
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
