package io.orderpipeline.sim.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which ledgers to hold against the topics.
 *
 * @param files the ledgers
 * @param named true when somebody asked for these files, so that each of them must fit; false when
 *     they were found in a folder, where ledgers of topics that were deleted since may lie
 * @param reads the reads ledgers that somebody asked for; if absent, those beside the ledgers
 */
public record LedgerFiles(List<Path> files, boolean named, Optional<List<Path>> reads) {

    /** To audit the topics alone. */
    public static final LedgerFiles NONE = new LedgerFiles(List.of(), true);

    public LedgerFiles {
        files = List.copyOf(files);
        reads = reads.map(List::copyOf);
    }

    private LedgerFiles(List<Path> files, boolean named) {
        this(files, named, Optional.empty());
    }

    /** Files that somebody asked for. */
    public static LedgerFiles named(List<Path> files) {
        return new LedgerFiles(files, true);
    }

    /** Files that lie in the usual folder. */
    public static LedgerFiles found(List<Path> files) {
        return new LedgerFiles(files, false);
    }

    /** The same with these reads ledgers, each of which must fit. */
    public LedgerFiles withReads(List<Path> named) {
        return new LedgerFiles(files, this.named, Optional.of(named));
    }
}
