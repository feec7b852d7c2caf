package io.orderpipeline.launcher.compensations;

import java.net.URI;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the app is, and in which form its answers are wanted. */
final class AppOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            converter = AppUrl.class,
            description = "The app (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(names = "--json", description = "Print the app's document instead of text.")
    private boolean json;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    AppOptions() {}

    AppClient client() {
        return new AppClient(url);
    }

    boolean json() {
        return json;
    }

    /** Takes the address of an HTTP server, without the slash that paths bring along. */
    static final class AppUrl implements picocli.CommandLine.ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI url = URI.create(text.replaceAll("/+$", ""));
                boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
                if (http && url.getHost() != null && url.getQuery() == null) {
                    return url;
                }
            } catch (IllegalArgumentException malformed) {
                throw refused(text, malformed);
            }
            throw refused(text, null);
        }

        private static TypeConversionException refused(
                String text, @org.jspecify.annotations.Nullable Exception cause) {
            TypeConversionException refused =
                    new TypeConversionException(
                            text + " (allowed: a URL such as http://127.0.0.1:8080)");
            refused.initCause(cause);
            return refused;
        }
    }
}
