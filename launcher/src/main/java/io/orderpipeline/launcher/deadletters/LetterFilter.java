package io.orderpipeline.launcher.deadletters;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which letters are meant. Filled by picocli. */
final class LetterFilter {

    @Option(
            names = "--topic",
            paramLabel = "T",
            description = "Only records of this topic, as order.command.")
    private @Nullable String topic;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description =
                    "Only letters whose message, failure, stage or application has this in it.")
    private @Nullable String reason;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Since.class,
            description = "Only records from then on: an instant with its zone, or 30m, 2h, 1d.")
    private @Nullable Instant since;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            converter = States.class,
            defaultValue = "open",
            description =
                    "open, redriven, quarantined, discarded, unknown or any (default:"
                            + " ${DEFAULT-VALUE}).")
    private Set<LetterState> states = EnumSet.of(LetterState.OPEN);

    boolean takes(Letter letter, LetterState state) {
        return states.contains(state)
                && (topic == null || topic.equals(letter.source().topic()))
                && (since == null || !letter.failedAt().isBefore(since))
                && (reason == null || isIn(letter.failure(), reason.toLowerCase(Locale.ROOT)));
    }

    private static boolean isIn(Letter.Failure failure, String text) {
        return String.join(
                        "\n",
                        failure.message(),
                        failure.exception(),
                        failure.stage(),
                        failure.application())
                .toLowerCase(Locale.ROOT)
                .contains(text);
    }

    /** An instant, or how long ago. */
    static final class Since implements ITypeConverter<Instant> {

        private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");

        @Override
        public Instant convert(String text) {
            Matcher span = SPAN.matcher(text);
            try {
                return span.matches()
                        ? Instant.now().minus(span(span))
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException malformed) {
                throw new TypeConversionException(
                        text
                                + " (allowed: an instant with its zone, as 2026-11-25T06:00:00Z, or a"
                                + " number of s, m, h or d, such as 2h)");
            }
        }

        private static Duration span(Matcher span) {
            long number = Long.parseLong(span.group(1));
            return switch (span.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }

    /** One state, or any. */
    static final class States implements ITypeConverter<Set<LetterState>> {
        @Override
        public Set<LetterState> convert(String text) {
            if (text.equals("any")) {
                return EnumSet.allOf(LetterState.class);
            }
            Optional<LetterState> one =
                    EnumSet.allOf(LetterState.class).stream()
                            .filter(state -> state.label().equals(text))
                            .findFirst();
            return EnumSet.of(
                    one.orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            text
                                                    + " (allowed: open, redriven, quarantined, discarded,"
                                                    + " unknown or any)")));
        }
    }
}
