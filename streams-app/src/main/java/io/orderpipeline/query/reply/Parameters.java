package io.orderpipeline.query.reply;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The query parameters of one request. Notes everything that is wrong with them, so that a client
 * is told at once; a misspelt parameter would otherwise get an answer to another question. Confined
 * to the request's thread.
 */
public final class Parameters {

    /** The version that a request waits for. */
    public static final String MIN_VERSION = "minVersion";

    /** How long a request may wait for what is not there yet, in milliseconds. */
    public static final String WAIT = "waitMs";

    public static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

    /** A parameter with one would be left out, as if it had not been given. */
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST =
            OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999, ZoneOffset.UTC).toInstant();

    /** Longer ones are nobody's, and ages of longer ones are in the future of the epoch. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Context request;
    private final List<InvalidField> errors = new ArrayList<>();

    /** Notes every parameter that has none of these names, or is given twice. */
    public Parameters(Context request, Set<String> names) {
        this.request = request;
        String query = request.queryString();
        if (query != null && BROKEN_ESCAPE.matcher(query).find()) {
            refuse("query", "percent signs are followed by two hexadecimal digits");
        }
        request.queryParamMap()
                .forEach(
                        (name, values) -> {
                            if (!names.contains(name)) {
                                refuse(name, "there is no such parameter");
                            } else if (values.size() > 1) {
                                refuse(name, "given more than once");
                            }
                        });
    }

    /** What is wrong so far. */
    public List<InvalidField> errors() {
        return List.copyOf(errors);
    }

    public void refuse(String name, String rule) {
        errors.add(new InvalidField(name, rule));
    }

    public boolean has(String name) {
        return request.queryParam(name) != null;
    }

    /** The text as it is; empty when the parameter is not there. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(request.queryParam(name));
    }

    /** What a reader makes of the text; noted with the rule when it makes nothing of it. */
    public <T> Optional<T> parsed(
            String name, String rule, Function<String, Optional<? extends T>> reader) {
        Optional<String> text = text(name);
        Optional<T> value = text.flatMap(reader);
        if (text.isPresent() && value.isEmpty()) {
            refuse(name, rule);
        }
        return value;
    }

    public OptionalLong number(String name, long min, long max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        Optional<Long> number = number(text.get()).filter(n -> n >= min && n <= max);
        if (number.isEmpty()) {
            refuse(name, "a whole number from %d to %d".formatted(min, max));
        }
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    public Optional<Instant> instant(String name) {
        return parsed(
                name,
                "an instant such as 2026-01-02T03:04:05Z, in the years 1970 to 9999",
                Parameters::instantOf);
    }

    private static Optional<Instant> instantOf(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return Optional.of(instant)
                    .filter(found -> !found.isBefore(FIRST) && !found.isAfter(LAST));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    public Optional<Duration> duration(String name) {
        return parsed(
                name,
                "a duration such as PT30S, PT5M or P1D, up to 36500 days",
                Parameters::durationOf);
    }

    private static Optional<Duration> durationOf(String text) {
        try {
            return Optional.of(Duration.parse(text))
                    .filter(found -> !found.isNegative() && found.compareTo(LONGEST) <= 0);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /**
     * How long another instance may wait before it answers a request as it stands: not at all when
     * no version is waited for. What cannot be read is for that instance to refuse.
     */
    public static Duration waitOf(Context request) {
        if (request.queryParam(MIN_VERSION) == null) {
            return Duration.ZERO;
        }
        return Optional.ofNullable(request.queryParam(WAIT))
                .flatMap(Parameters::number)
                .map(Duration::ofMillis)
                .filter(wait -> wait.compareTo(HttpLimits.LONGEST_WAIT) <= 0)
                .orElse(DEFAULT_WAIT);
    }

    /** How long the client lets the request wait. */
    public Duration patience() {
        OptionalLong waitMs = number(WAIT, 0, HttpLimits.LONGEST_WAIT.toMillis());
        return waitMs.isPresent() ? Duration.ofMillis(waitMs.getAsLong()) : DEFAULT_WAIT;
    }
}
