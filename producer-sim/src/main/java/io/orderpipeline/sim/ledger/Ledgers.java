package io.orderpipeline.sim.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folder of ledgers: {@code .pipeline/ledgers} under the system property {@code pipeline.home},
 * or under the working directory.
 */
public record Ledgers(Path folder) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".jsonl";

    /** How the names of files begin that keep what was read over HTTP, and are no ledgers. */
    private static final String READS = "reads-";

    /** The folder that programs use unless told otherwise. */
    public static Ledgers standard() {
        Path home = Path.of(System.getProperty("pipeline.home", ""));
        return new Ledgers(home.resolve(".pipeline").resolve("ledgers"));
    }

    /** The folder that this ledger is in. */
    public static Ledgers beside(Path ledger) {
        return new Ledgers(Objects.requireNonNull(ledger.toAbsolutePath().getParent()));
    }

    /** A name for a new ledger. */
    public Path newFile(long seed, Instant now) {
        return folder.resolve(seed + "-" + STAMP.format(now) + SUFFIX);
    }

    /** A name for a new file of what is read over HTTP. */
    public Path newReadsFile(long seed, Instant now) {
        return folder.resolve(READS + seed + "-" + STAMP.format(now) + SUFFIX);
    }

    /** Ledgers of this seed, by name. */
    public List<Path> of(long seed) {
        return all().stream()
                .filter(file -> file.getFileName().toString().startsWith(seed + "-"))
                .toList();
    }

    /** All ledgers, by name; none when the folder does not exist. */
    public List<Path> all() {
        return files().stream().filter(file -> !keepsReads(file)).toList();
    }

    /** All files of what was read over HTTP, by name. */
    public List<Path> reads() {
        return files().stream().filter(Ledgers::keepsReads).toList();
    }

    private static boolean keepsReads(Path file) {
        return file.getFileName().toString().startsWith(READS);
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (IOException e) {
            throw new LedgerException("cannot list the ledgers in " + folder + ": " + e, e);
        }
    }
}
