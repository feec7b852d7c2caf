package io.orderpipeline.launcher.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the app is. */
public final class AppAddress {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            converter = AppUrl.class,
            description = "The app, any instance of it (default: ${DEFAULT-VALUE}).")
    private URI url;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public AppAddress() {}

    /** Asks the app that stands there. */
    public AppClient client() {
        return new AppClient(url);
    }

    /** Takes the address of an HTTP server, without the slash that paths bring along. */
    static final class AppUrl implements ITypeConverter<URI> {
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

        private static TypeConversionException refused(String text, @Nullable Exception cause) {
            TypeConversionException refused =
                    new TypeConversionException(
                            text + " (allowed: a URL such as http://127.0.0.1:8080)");
            refused.initCause(cause);
            return refused;
        }
    }
}
