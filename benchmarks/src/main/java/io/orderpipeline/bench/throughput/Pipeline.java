package io.orderpipeline.bench.throughput;

import io.orderpipeline.bench.lab.GroupPositions;
import io.orderpipeline.bench.lab.Lab;
import io.orderpipeline.bench.lab.Program;
import io.orderpipeline.bench.lab.Roles;
import java.util.List;

/** The app with all its roles; done when each of them has caught up. */
public final class Pipeline implements Worker {

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public Program start(Lab lab) {
        return lab.startApp("app").program();
    }

    @Override
    public long passed(GroupPositions positions) {
        return Roles.decided(positions);
    }

    @Override
    public boolean done(GroupPositions positions) {
        return Roles.caughtUp(positions);
    }

    @Override
    public List<String> check(Lab lab, long commands) {
        return lab.audit();
    }
}
