package io.orderpipeline.runtime;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of the pipeline that a process can host; each is a Kafka Streams application of its own.
 */
public enum Role {
    /** Decides on commands. */
    DECIDER,
    /** Reconciles payment transactions with orders. */
    TRACKER,
    /** Projects events for queries. */
    VIEWS;

    /** The role's name in configuration, logs and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a list such as {@code decider,views}.
     *
     * @throws IllegalArgumentException when it is empty or names an unknown role
     */
    public static Set<Role> parse(String text) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String label : text.split(",", -1)) {
            roles.add(byLabel(label.strip()));
        }
        return Collections.unmodifiableSet(roles);
    }

    /** All labels, as configuration writes them. */
    public static String labels() {
        return Arrays.stream(values()).map(Role::label).collect(Collectors.joining(","));
    }

    private static Role byLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no role '" + label + "'"));
    }
}
