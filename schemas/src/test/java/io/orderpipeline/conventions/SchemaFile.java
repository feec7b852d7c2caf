package io.orderpipeline.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One {@code .avsc} file as it stands, for rules that Avro's parser does not know. */
record SchemaFile(Path path, JsonNode json) {

    static final Path FOLDER = Path.of("src/main/avro");

    static List<SchemaFile> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().map(SchemaFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SchemaFile parse(Path path, String text) {
        try {
            return new SchemaFile(path, new ObjectMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SchemaFile read(Path path) {
        try {
            return parse(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> fields() {
        List<JsonNode> fields = new ArrayList<>();
        json.path("fields").forEach(fields::add);
        return fields;
    }

    @Override
    public String toString() {
        return FOLDER.relativize(path).toString();
    }
}
