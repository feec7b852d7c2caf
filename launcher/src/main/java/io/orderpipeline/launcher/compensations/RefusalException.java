package io.orderpipeline.launcher.compensations;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** The app answered, but not with what was asked for; the message is the app's own. */
final class RefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int ENVIRONMENT = 3;

    private final int exitCode;

    private RefusalException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** From a problem document; anything else is no answer of the app's. */
    static RefusalException of(URI app, int status, JsonNode document) {
        String detail = document.path("detail").asText();
        if (detail.isEmpty() || !document.path("type").asText().contains(":order-pipeline:")) {
            String message =
                    "What answers at %s is not the app, or not this version of it (status %d).";
            return new RefusalException(message.formatted(app, status), ENVIRONMENT);
        }
        return new RefusalException(Text.printable(detail), exitCode(status, document));
    }

    private static int exitCode(int status, JsonNode document) {
        boolean unknownResource = document.path("type").asText().endsWith(":no-such-resource");
        return switch (status) {
            case 400, 413 -> USAGE;
            case 404, 409 -> unknownResource ? ENVIRONMENT : REFUSED;
            default -> ENVIRONMENT;
        };
    }

    int exitCode() {
        return exitCode;
    }
}
