package io.orderpipeline.sim.audit;

import java.nio.file.Path;
import java.util.List;

/**
 * Which ledgers to hold against the topics.
 *
 * @param files the ledgers
 * @param named true when somebody asked for these files, so that each of them must fit; false when
 *     they were found in a folder, where ledgers of topics that were deleted since may lie
 */
public record LedgerFiles(List<Path> files, boolean named) {

    /** To audit the topics alone. */
    public static final LedgerFiles NONE = new LedgerFiles(List.of(), true);

    public LedgerFiles {
        files = List.copyOf(files);
    }

    /** Files that somebody asked for. */
    public static LedgerFiles named(List<Path> files) {
        return new LedgerFiles(files, true);
    }

    /** Files that lie in the usual folder. */
    public static LedgerFiles found(List<Path> files) {
        return new LedgerFiles(files, false);
    }
}
