package io.orderpipeline.launcher.deadletters;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who acts and why. Filled by picocli. */
final class SignatureOptions {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who does it, 1 to 64 characters; it stays in the log. Default: $USER.")
    private @Nullable String operator;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            description = "Why, 1 to 500 characters; it stays in the log.")
    private @Nullable String reason;

    Signature signature(LettersCommand command) {
        String name =
                Optional.ofNullable(operator)
                        .or(() -> Optional.ofNullable(System.getenv("USER")))
                        .orElse("");
        if (name.isBlank() || name.length() > Signature.MOST_NAME) {
            throw command.misused(
                    "Who does it? Say so with --by NAME, 1 to %d characters."
                            .formatted(Signature.MOST_NAME));
        }
        if (reason == null || reason.isBlank() || reason.length() > Signature.MOST_REASON) {
            throw command.misused(
                    "Why? Say so with --why TEXT, 1 to %d characters."
                            .formatted(Signature.MOST_REASON));
        }
        return new Signature(name, reason);
    }
}
