package io.orderpipeline.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one stack: {@code stack.json}, {@code data/}, {@code config/}, {@code logs/}. The
 * state file is replaced in one step, so a reader sees the old one or the new one.
 *
 * @param root the folder
 */
record StackHome(Path root) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Path stateFile() {
        return root.resolve("stack.json");
    }

    Path log(String member) {
        return root.resolve("logs").resolve(member + ".log");
    }

    Path data(String member) {
        return root.resolve("data").resolve(member);
    }

    Path config(String file) {
        return root.resolve("config").resolve(file);
    }

    Optional<StackState> readState() {
        try {
            return Optional.of(JSON.readValue(Files.readString(stateFile()), StackState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new StackException(
                    "The state file "
                            + stateFile()
                            + " is not readable as JSON ("
                            + e.getOriginalMessage()
                            + "). Stop the processes it may name, then delete the folder "
                            + root,
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + stateFile(), e);
        }
    }

    void writeState(StackState state) {
        try {
            Path temporary = stateFile().resolveSibling("stack.json.new");
            writeConfig(
                    temporary,
                    List.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state)));
            Files.move(
                    temporary,
                    stateFile(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + stateFile(), e);
        }
    }

    void writeConfig(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Deletes the folder with everything in it; processes must be stopped before. */
    void delete() {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }
}
