package io.orderpipeline.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.launcher.text.Text;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The app answered, but not with what was asked for; the message is the app's own. */
public final class RefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int ENVIRONMENT = 3;

    private final int exitCode;

    private RefusalException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * From a problem document; anything else is no answer of the app's.
     *
     * @param retryAfter the header of that name: in how many seconds it may answer
     */
    static RefusalException of(
            URI app, int status, JsonNode document, Optional<String> retryAfter) {
        String detail = document.path("detail").asText();
        if (detail.isEmpty() || !document.path("type").asText().contains(":order-pipeline:")) {
            return notTheApp(app, "status " + status);
        }
        List<String> lines = new ArrayList<>();
        lines.add(sentence(document, detail));
        lines.addAll(invalidFields(document, detail));
        advice(app, status, document, retryAfter).ifPresent(lines::add);
        return new RefusalException(
                String.join(System.lineSeparator(), lines), exitCode(status, document));
    }

    /** Somebody else answered, or another version of the app did. */
    static RefusalException notTheApp(URI app, String because) {
        String message = "What answers at %s is not the app, or not this version of it (%s).";
        return new RefusalException(message.formatted(app, because), ENVIRONMENT);
    }

    private static String sentence(JsonNode document, String detail) {
        return Text.member(document, "title").map(title -> title + ". ").orElse("")
                + Text.printable(detail);
    }

    /** A line for each field that the detail does not name already. */
    private static List<String> invalidFields(JsonNode document, String detail) {
        List<String> lines = new ArrayList<>();
        for (JsonNode error : document.path("errors")) {
            String rule = error.path("rule").asText(error.path("problem").asText());
            String line = error.path("field").asText() + ": " + rule;
            if (!detail.contains(line)) {
                lines.add("  " + Text.printable(line));
            }
        }
        return lines;
    }

    private static Optional<String> advice(
            URI app, int status, JsonNode document, Optional<String> retryAfter) {
        if (status == 504) {
            return Text.member(document, "currentVersion")
                    .map(
                            version ->
                                    "It is at version %s. Wait longer with --wait, or ask without"
                                                    .formatted(version)
                                            + " --min-version.");
        }
        return retryAfter.map(
                seconds ->
                        "Try again in %s s; %s/health/ready says what the app waits for."
                                .formatted(Text.printable(seconds), app));
    }

    private static int exitCode(int status, JsonNode document) {
        boolean unknownResource = document.path("type").asText().endsWith(":no-such-resource");
        return switch (status) {
            case 400, 413 -> USAGE;
            case 404, 409 -> unknownResource ? ENVIRONMENT : REFUSED;
            default -> ENVIRONMENT;
        };
    }

    public int exitCode() {
        return exitCode;
    }

    /** Whether the same question may be answered later. */
    public boolean isPassing() {
        return exitCode == ENVIRONMENT;
    }
}
