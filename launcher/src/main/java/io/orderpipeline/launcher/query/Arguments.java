package io.orderpipeline.launcher.query;

import io.orderpipeline.order.Identifier;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What commands take, checked before anybody is asked: a refusal says what is allowed. */
final class Arguments {

    private Arguments() {}

    private static TypeConversionException refused(String text, String allowed) {
        return new TypeConversionException("%s (allowed: %s)".formatted(text, allowed));
    }

    /** The id of an order, a customer or a transaction. */
    static final class Id implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!Identifier.isValid(text)) {
                throw refused(text, Identifier.RULE);
            }
            return text;
        }
    }

    /** An instant with its zone. */
    static final class Moment implements ITypeConverter<Instant> {

        private static final Instant FIRST = Instant.EPOCH;
        private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

        @Override
        public Instant convert(String text) {
            try {
                Instant instant = OffsetDateTime.parse(text).toInstant();
                if (!instant.isBefore(FIRST) && instant.isBefore(END)) {
                    return instant;
                }
            } catch (DateTimeException malformed) {
                // told below, as the other refusals are
            }
            throw refused(
                    text,
                    "an instant of the years 1970 to 9999 with its zone, as 2026-11-25T06:00:00Z"
                            + " or 2026-11-25T07:00:00+01:00");
        }
    }

    /** A time span in one unit. */
    static final class Span implements ITypeConverter<Duration> {

        private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");

        @Override
        public Duration convert(String text) {
            Matcher span = SPAN.matcher(text);
            if (!span.matches()) {
                throw refused(text, "a number of s, m, h or d, such as 30s, 5m, 2h or 1d");
            }
            long number = Long.parseLong(span.group(1));
            return switch (span.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }

    /** How long the app may be asked to wait. */
    static final class Wait implements ITypeConverter<Duration> {

        private static final Duration LONGEST = Duration.ofSeconds(30);

        @Override
        public Duration convert(String text) {
            Duration wait = new Span().convert(text);
            if (wait.compareTo(LONGEST) > 0) {
                throw refused(text, "0s to 30s");
            }
            return wait;
        }
    }

    /** How often to look. */
    static final class Period implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration period = new Span().convert(text);
            if (period.isZero() || period.compareTo(Duration.ofHours(1)) > 0) {
                throw refused(text, "1s to 1h");
            }
            return period;
        }
    }

    /** How many rows to fetch at a time. */
    static final class Limit extends Count {
        Limit() {
            super(1000);
        }
    }

    /** A whole number from 1 on; by default as far as versions go. */
    static class Count implements ITypeConverter<Integer> {

        private final int max;

        Count() {
            this(1_000_000_000);
        }

        private Count(int max) {
            this.max = max;
        }

        @Override
        public Integer convert(String text) {
            try {
                int count = Integer.parseInt(text);
                if (count >= 1 && count <= max) {
                    return count;
                }
            } catch (NumberFormatException malformed) {
                // told below, as the other refusals are
            }
            throw refused(text, "1 to " + max);
        }
    }
}
