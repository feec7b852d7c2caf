package io.orderpipeline.runtime;

import io.orderpipeline.serving.Turn;
import java.time.Duration;

/**
 * One generation of the views at this instance.
 *
 * @param turn whether it is the one that answers
 */
record HostedGeneration(int number, HostedRole role, Queries queries, Turn turn, Throttle throttle)
        implements LiveSwitch.Candidate {

    void start() {
        queries.start();
        role.start();
    }

    /** Stops, and may be started again by another process: what is in the state directory stays. */
    void stop(Duration patience) {
        boolean unused = role.stop(patience); // it says so itself when that took too long
        queries.close();
    }

    /** Stops for good: leaves the group, and nothing stays in the state directory. */
    void remove(Duration patience) {
        boolean left = role.leave(patience);
        queries.close();
        if (left) {
            role.streams().cleanUp();
        }
    }

    @Override
    public void give() {
        turn.give();
    }

    @Override
    public void take() {
        turn.take();
    }

    @Override
    public void anew() {
        queries.anew();
    }

    @Override
    public boolean isCaughtUp() {
        return queries.isCaughtUp();
    }
}
