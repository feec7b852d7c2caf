package io.orderpipeline.launcher.deadletters;

import java.util.Map;
import java.util.Optional;

/**
 * How things stand with the order that a letter is about, by the topics.
 *
 * @param version of the order, 0 when nothing has happened to it
 * @param outcomes by command id, where its outcome stands and what it is
 * @param waiting a command of the order that has no outcome yet
 * @param earlier an older letter of the order about which nothing was decided
 * @param journaled where the journal says the same, in its place
 */
record Standing(
        long version,
        Map<String, String> outcomes,
        Optional<String> waiting,
        Optional<String> earlier,
        Optional<String> journaled) {

    static final Standing UNTOUCHED =
            new Standing(0, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
}
