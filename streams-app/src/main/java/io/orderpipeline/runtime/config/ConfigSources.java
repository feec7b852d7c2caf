package io.orderpipeline.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where values come from, the strongest first: flags, a place that was named, environment, file,
 * and what the launcher knows of a running stack. Only collects; {@link AppConfig#load} judges.
 */
public final class ConfigSources {

    /** Begins the name of every variable that configures the app. */
    public static final String ENVIRONMENT_PREFIX = "ORDER_PIPELINE_";

    private static final String FLAG = "flag ";

    private final List<Sourced> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ConfigSources() {}

    /** No source at all: everything has its default. */
    public static ConfigSources none() {
        return new ConfigSources();
    }

    /** Adds a flag of its own, such as {@code --http-port}. */
    public ConfigSources flag(String flag, String key, String value) {
        found.add(new Sourced(key, value, FLAG + flag));
        return this;
    }

    /** Adds the arguments of {@code --set}, each {@code key=value}. */
    public ConfigSources assignments(List<String> assignments) {
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                problems.add("flag --set '%s': write it as key=value".formatted(assignment));
            } else {
                flag(
                        "--set",
                        assignment.substring(0, equals).strip(),
                        assignment.substring(equals + 1));
            }
        }
        return this;
    }

    /** Adds an address of the place that a person named: weaker only than the address itself. */
    public ConfigSources place(String key, String value) {
        found.add(new Sourced(key, value, "--context"));
        return this;
    }

    /** Adds the variables that begin with {@value #ENVIRONMENT_PREFIX}. */
    public ConfigSources environment(Map<String, String> variables) {
        variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(ENVIRONMENT_PREFIX))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> variable(variable.getKey(), variable.getValue()));
        return this;
    }

    /** Adds a file in the format of Java properties, UTF-8. */
    public ConfigSources file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add("flag --config '%s': cannot read it: %s".formatted(file, unreadable));
        }
        properties.stringPropertyNames().stream()
                .sorted()
                .map(key -> new Sourced(key, properties.getProperty(key), "file " + file))
                .forEach(found::add);
        return this;
    }

    /** Adds what the launcher knows of a running stack: weaker than all that is configured. */
    public ConfigSources stack(String key, String value) {
        found.add(new Sourced(key, value, "running stack"));
        return this;
    }

    /** The value that counts, or none when the default does. */
    Optional<Sourced> find(String key) {
        return found.stream().filter(candidate -> candidate.key().equals(key)).findFirst();
    }

    /** Everything that was found, also what a stronger source overrides. */
    Stream<Sourced> all() {
        return found.stream();
    }

    /** Keys that several flags set to different values: nobody can tell which was meant. */
    List<String> contradictions() {
        return found.stream()
                .filter(given -> given.origin().startsWith(FLAG))
                .filter(given -> find(given.key()).filter(given::contradicts).isPresent())
                .map(
                        given ->
                                Complaints.refused(
                                        given, "another flag gives another value; give one"))
                .toList();
    }

    /** What could not even be read. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void variable(String name, String value) {
        Optional<String> key = KnownKeys.ofVariable(name);
        found.add(new Sourced(key.orElse(name), value, "environment " + name));
    }
}
