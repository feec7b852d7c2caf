package io.orderpipeline.launcher;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place where the pipeline runs, by name, so that nobody copies addresses. The ports are those
 * that docker-compose.yml publishes unless told otherwise; a test holds the two together.
 */
public enum Context {
    LOCAL("local", null),
    COMPOSE("compose", "http://127.0.0.1:28081/apis/ccompat/v7"),
    COMPOSE_CONFLUENT("compose-confluent", "http://127.0.0.1:28081");

    static final String OPTION = "--context";

    /** Where {@code up} starts a broker, unless told otherwise. */
    static final String UP_BROKERS = "127.0.0.1:9092";

    /** Where {@code up} starts a registry, unless told otherwise. */
    static final String UP_REGISTRY = "http://127.0.0.1:8081/apis/ccompat/v7";

    private static final String BROKERS = "127.0.0.1:29092,127.0.0.1:29093,127.0.0.1:29094";
    private static final String APP = "http://127.0.0.1:28080";

    private final String label;
    private final @Nullable String registry;

    Context(String label, @Nullable String registry) {
        this.label = label;
        this.registry = registry;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** The context that a command line names, if it does; a name that is none is not found here. */
    static Optional<Context> namedIn(List<String> arguments) {
        Optional<Context> named = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(OPTION + "=")) {
                named = called(argument.substring(OPTION.length() + 1));
            } else if (argument.equals(OPTION) && i + 1 < arguments.size()) {
                named = called(arguments.get(i + 1));
            }
        }
        return named;
    }

    private static Optional<Context> called(String label) {
        return List.of(values()).stream().filter(each -> each.label.equals(label)).findFirst();
    }

    /**
     * The value of an option such as {@code --registry} there; absent where {@code up} knows it.
     */
    public Optional<String> address(String option) {
        if (registry == null) {
            return Optional.empty();
        }
        return switch (option) {
            case "--bootstrap" -> Optional.of(BROKERS);
            case "--registry" -> Optional.of(registry);
            case "--url" -> Optional.of(APP);
            default -> Optional.empty();
        };
    }

    /** Refuses what is no name of a context. */
    static final class Converter implements ITypeConverter<Context> {
        @Override
        public Context convert(String label) {
            return called(label)
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            label
                                                    + " (allowed: local, compose,"
                                                    + " compose-confluent)"));
        }
    }
}
