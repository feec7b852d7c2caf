package io.orderpipeline.launcher.fault;

import java.util.Locale;

/** Ways to damage a changelog. */
enum DamageMode {
    /** Some states are gone. */
    DROP,
    /** Some states are others. */
    FORGE,
    /** All states are gone, and the topic. */
    DELETE_TOPIC;

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
