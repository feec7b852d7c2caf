package io.orderpipeline.launcher;

import io.orderpipeline.runtime.PlaceDefaults;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackAddress;
import io.orderpipeline.stack.StackException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives {@code --bootstrap}, {@code --registry} and {@code --url} of every command the addresses of
 * the context that the command line names; without one those in the environment (containers have
 * them there), else those of the stack that {@code up} has started. Failing all, the defaults that
 * the commands declare apply; they are those of a stack that is not up.
 */
final class StackDefaults implements PlaceDefaults {

    private final Path stackHome;
    private final Optional<Context> context;
    private final Map<String, String> environment;

    StackDefaults(Path stackHome, Optional<Context> context, Map<String, String> environment) {
        this.stackHome = stackHome;
        this.context = context;
        this.environment = environment;
    }

    @Override
    public boolean named() {
        return context.isPresent();
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = option.longestName();
        return switch (name) {
            case "--bootstrap" ->
                    elsewhere(name)
                            .or(() -> stack().map(StackAddress::bootstrapServers))
                            .or(() -> named() ? Optional.of(Context.UP_BROKERS) : Optional.empty())
                            .orElse(null);
            case "--registry" ->
                    elsewhere(name)
                            .or(() -> stack().map(StackAddress::registryUrl))
                            .or(() -> named() ? Optional.of(Context.UP_REGISTRY) : Optional.empty())
                            .orElse(null);
            case "--url" -> elsewhere(name).orElse(null);
            default -> null;
        };
    }

    private Optional<String> elsewhere(String option) {
        return context.isPresent()
                ? context.get().address(option)
                : Optional.ofNullable(environment.get(variable(option)));
    }

    /** As in {@code PIPELINE_BOOTSTRAP}. */
    private static String variable(String option) {
        return "PIPELINE_" + option.substring(2).toUpperCase(Locale.ROOT);
    }

    /** An unreadable state file is for up, down and status to report, not for every command. */
    private Optional<StackAddress> stack() {
        try {
            return LocalStack.address(stackHome);
        } catch (StackException e) {
            return Optional.empty();
        }
    }
}
