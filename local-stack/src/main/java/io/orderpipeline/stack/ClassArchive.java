package io.orderpipeline.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A JVM's archive of classes that are already parsed and verified (CDS): with it a process starts
 * in half the time. It fits one JVM and one class path, which its name tells, so another JVM starts
 * without it instead of complaining. What follows those jars on a class path does not matter.
 *
 * @param file where it is, or will be
 */
record ClassArchive(Path file) {

    /** The archive for this JVM and these jars. */
    static ClassArchive of(Path folder, String name, List<Path> jars) {
        CRC32 key = new CRC32();
        key.update((System.getProperty("java.home") + Runtime.version()).getBytes(UTF_8));
        jars.forEach(jar -> key.update(fingerprint(jar).getBytes(UTF_8)));
        return new ClassArchive(folder.resolve("%s-%08x.jsa".formatted(name, key.getValue())));
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** JVM flags that use it, or none when there is none. */
    List<String> useFlags() {
        return exists() ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
    }

    /** JVM flags of a process that writes it when it ends in order. */
    List<String> writeFlags() {
        return List.of("-XX:ArchiveClassesAtExit=" + unfinished(), "-Xlog:cds=off");
    }

    /** Makes what was written available, in one step. */
    void publish() {
        try {
            Files.move(unfinished(), file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the class archive " + file, e);
        }
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static String fingerprint(Path jar) {
        try {
            return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }
}
