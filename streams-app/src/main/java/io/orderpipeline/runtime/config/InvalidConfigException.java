package io.orderpipeline.runtime.config;

import java.util.List;

/** The configuration is not usable; names every problem at once, not just the first. */
public final class InvalidConfigException extends RuntimeException {

    private final transient List<String> problems;

    /** With one sentence per problem. */
    public InvalidConfigException(List<String> problems) {
        super("configuration refused: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence per problem. */
    public List<String> problems() {
        return problems;
    }
}
