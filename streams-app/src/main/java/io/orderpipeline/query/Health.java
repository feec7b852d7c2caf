package io.orderpipeline.query;

import java.util.List;

/** How the process fares, as probes see it. Safe for many threads. */
public interface Health {

    /** False when only a restart can help. */
    boolean alive();

    /** One entry per hosted role. */
    List<RoleHealth> roles();

    /** Whether every hosted role does its work. */
    default boolean ready() {
        return alive() && roles().stream().allMatch(RoleHealth::ready);
    }
}
