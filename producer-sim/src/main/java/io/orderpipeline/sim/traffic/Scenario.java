package io.orderpipeline.sim.traffic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Named defaults for the options of {@link Mischief}. */
public enum Scenario {
    /** Nothing goes wrong. */
    CALM,
    /**
     * The clients' part of the night, and more: 73 % of the orders are resubmitted three times
     * over, and a little of everything else that clients get wrong.
     */
    MISCHIEF,
    /**
     * The night of the incident: the gateway drops 67 % of the cross-region confirmations ({@link
     * Incident}), and clients get a little of everything wrong.
     */
    INCIDENT;

    /** The scenario's defaults. */
    public Mischief mischief() {
        return switch (this) {
            case CALM -> new Mischief(0, 0, 0, 0, 0, 0, 0, 0);
            case MISCHIEF -> new Mischief(0.73, 3, 0.05, 0.05, 0.01, 0.01, 0.02, 24);
            case INCIDENT -> new Mischief(0.2, 3, 0.05, 0.05, 0.01, 0.01, 0.02, 24);
        };
    }

    /** True if the gateway drops confirmations; see {@link TrafficOptions#incident}. */
    public boolean incident() {
        return this == INCIDENT;
    }

    /** The name that {@code --scenario} takes. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a scenario by name. */
    public static Scenario of(String name) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.id().equals(name))
                .findFirst()
                .orElseThrow(() -> Limits.refused("--scenario", name, "one of " + known()));
    }

    private static String known() {
        return Arrays.stream(values()).map(Scenario::id).collect(Collectors.joining(", "));
    }
}
