package io.orderpipeline.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a mistyped name may have meant. */
final class SimilarNames {

    private SimilarNames() {}

    /** The closest of the known names, when close enough to be worth proposing. */
    static Optional<String> closest(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 4))
                .min(
                        Comparator.comparingInt((String candidate) -> distance(name, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * Levenshtein's distance: insertions, deletions and substitutions that turn one into the other.
     */
    static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] line = new int[to.length() + 1];
            line[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int substituted = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                line[column] =
                        Math.min(
                                above[column - 1] + substituted,
                                1 + Math.min(above[column], line[column - 1]));
            }
            above = line;
        }
        return above[to.length()];
    }
}
