package io.orderpipeline.runtime.config;

import io.orderpipeline.runtime.Role;
import io.orderpipeline.runtime.config.Setting.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The kinds of values that settings have. Every number has a range: nothing is unbounded. */
final class Kinds {

    private static final Pattern HOST_PORT =
            Pattern.compile("([\\w.-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern HOST = Pattern.compile("[\\w.:-]+");

    private Kinds() {}

    static Kind<Integer> integer(int min, int max) {
        return new Kind<>("", min + " to " + max, text -> (int) number(text, min, max));
    }

    static Kind<Integer> bytes(int min, int max) {
        return new Kind<>("bytes", min + " to " + max, text -> (int) number(text, min, max));
    }

    static Kind<Duration> millis(long min, long max) {
        return new Kind<>(
                "ms", min + " to " + max, text -> Duration.ofMillis(number(text, min, max)));
    }

    static Kind<String> name(int maxLength) {
        return new Kind<>(
                "",
                "1 to " + maxLength + " characters out of A-Z a-z 0-9 . _ -",
                text -> matching(NAME, maxLength, text));
    }

    static Kind<String> host() {
        return new Kind<>("", "a host name or an address", text -> matching(HOST, 255, text));
    }

    /** A value that may be left to the program by writing {@code auto}. */
    static <T> Kind<Optional<T>> orAuto(Kind<T> kind) {
        Function<String, Optional<T>> parser =
                text ->
                        "auto".equals(text)
                                ? Optional.empty()
                                : Optional.of(kind.parser().apply(text));
        return new Kind<>(kind.unit(), "auto, or " + kind.allowed(), parser);
    }

    static Kind<String> hostPorts() {
        return new Kind<>("", "HOST:PORT[,HOST:PORT...]", Kinds::checkHostPorts);
    }

    static Kind<URI> httpUrl() {
        return new Kind<>("", "an http or https URL", Kinds::checkUrl);
    }

    static Kind<Path> directory() {
        return new Kind<>("", "a directory of this instance alone", Kinds::checkPath);
    }

    static Kind<Set<Role>> roles() {
        return new Kind<>("", "one or more of " + Role.labels(), Role::parse);
    }

    private static long number(String text, long min, long max) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("it is not a whole number", notANumber);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException("it is out of range");
        }
        return value;
    }

    private static String matching(Pattern pattern, int maxLength, String text) {
        if (text.length() > maxLength || !pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("it has other characters, or is empty or too long");
        }
        return text;
    }

    private static String checkHostPorts(String text) {
        for (String part : text.split(",", -1)) {
            var match = HOST_PORT.matcher(part.strip());
            if (!match.matches() || Integer.parseInt(match.group(2)) > 65_535) {
                throw new IllegalArgumentException("'" + part.strip() + "' is not HOST:PORT");
            }
        }
        return String.join(",", Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    private static URI checkUrl(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException("it is not a URL", unreadable);
        }
        throw new IllegalArgumentException("it is not an http or https URL");
    }

    private static Path checkPath(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("it is empty");
        }
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException unreadable) {
            throw new IllegalArgumentException("it is not a path", unreadable);
        }
    }
}
