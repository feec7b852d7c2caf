package io.orderpipeline.runtime.config;

/** How problems are worded: the key, what was found, where, what is wrong. */
final class Complaints {

    private Complaints() {}

    static String refused(Sourced found, String why) {
        return "%s = '%s' (%s): %s".formatted(found.key(), found.value(), found.origin(), why);
    }

    static String unknown(Sourced found) {
        String proposal =
                KnownKeys.proposal(found.key())
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("; docs/configuration.md lists all keys");
        return "%s (%s): there is no such key%s".formatted(found.key(), found.origin(), proposal);
    }
}
