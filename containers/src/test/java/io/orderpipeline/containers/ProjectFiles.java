package io.orderpipeline.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.runtime.config.Setting;
import io.orderpipeline.runtime.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files of the checkout, as documents. */
final class ProjectFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ProjectFiles() {}

    static Path root() {
        return Path.of(System.getProperty("pipeline.home", "..")).toAbsolutePath().normalize();
    }

    static String text(String file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document of a YAML file; anchors and merges are resolved. */
    static List<JsonNode> documents(String file) {
        return parse(text(file));
    }

    static List<JsonNode> parse(String yaml) {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(yaml)
                .forEach(document -> documents.add(JSON.valueToTree(document)));
        return documents;
    }

    static JsonNode document(String file) {
        return documents(file).get(0);
    }

    static JsonNode json(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files of a folder with this ending, as paths from the root. */
    static List<String> in(String folder, String ending) {
        try (Stream<Path> files = Files.list(root().resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(file -> file.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that the app takes; it refuses others that begin alike. */
    static Set<String> appVariables() {
        return Settings.ALL.stream()
                .map(Setting::key)
                .map(key -> "ORDER_PIPELINE_" + key.toUpperCase(Locale.ROOT).replace('.', '_'))
                .collect(Collectors.toSet());
    }

    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isValueNode()) {
            texts.add(node.asText());
        } else {
            node.forEach(each -> texts.addAll(texts(each)));
        }
        return texts;
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
