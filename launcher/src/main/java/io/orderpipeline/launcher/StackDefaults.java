package io.orderpipeline.launcher;

import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackAddress;
import io.orderpipeline.stack.StackException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives {@code --bootstrap} and {@code --registry} of every command the addresses of the stack that
 * {@code up} has started, so that nobody copies ports by hand. Without a running stack the defaults
 * that the commands declare apply.
 */
final class StackDefaults implements IDefaultValueProvider {

    private final Path stackHome;

    StackDefaults(Path stackHome) {
        this.stackHome = stackHome;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        return switch (option.longestName()) {
            case "--bootstrap" -> address().map(StackAddress::bootstrapServers).orElse(null);
            case "--registry" -> address().map(StackAddress::registryUrl).orElse(null);
            default -> null;
        };
    }

    /** An unreadable state file is for up, down and status to report, not for every command. */
    private Optional<StackAddress> address() {
        try {
            return LocalStack.address(stackHome);
        } catch (StackException e) {
            return Optional.empty();
        }
    }
}
