package io.orderpipeline.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a demo keeps its files; each run begins with an empty one. */
record DemoFolder(Path root) {

    static DemoFolder standard() {
        Path home = Path.of(System.getProperty("pipeline.home", "."));
        return new DemoFolder(home.toAbsolutePath().normalize().resolve(".pipeline/demo"));
    }

    Path stack() {
        return root.resolve("stack");
    }

    Path appState(String process) {
        return root.resolve("app").resolve(process);
    }

    Path appLog(String process) {
        return root.resolve("app").resolve(process + ".log");
    }

    /** What clients know, and what readers were told. */
    Path ledgers() {
        return root.resolve("ledgers");
    }

    Path ledger() {
        return ledgers().resolve("ledger.jsonl");
    }

    /** Deletes what an earlier app and simulation left; the stack deletes its own part. */
    void clear() {
        deleteTree(root.resolve("app"));
        deleteTree(ledgers());
    }

    private static void deleteTree(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
