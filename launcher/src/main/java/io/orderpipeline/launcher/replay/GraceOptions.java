package io.orderpipeline.launcher.replay;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long the generation that was live is kept after a switch. */
final class GraceOptions {

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = Time.class,
            description =
                    "How long the generation that was live follows the log, to go back to: 1s to 30d"
                            + " (default: ${DEFAULT-VALUE}).")
    private Duration grace;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    GraceOptions() {}

    Duration grace() {
        return grace;
    }

    /** A number and a unit. */
    static final class Time implements ITypeConverter<Duration> {

        private static final Pattern FORM = Pattern.compile("(\\d{1,7})([smhd])");
        private static final Duration LONGEST = Duration.ofDays(30);

        @Override
        public Duration convert(String text) {
            Matcher match = FORM.matcher(text);
            if (match.matches()) {
                long number = Long.parseLong(match.group(1));
                Duration time =
                        switch (match.group(2)) {
                            case "s" -> Duration.ofSeconds(number);
                            case "m" -> Duration.ofMinutes(number);
                            case "h" -> Duration.ofHours(number);
                            default -> Duration.ofDays(number);
                        };
                if (!time.isZero() && time.compareTo(LONGEST) <= 0) {
                    return time;
                }
            }
            throw new TypeConversionException(
                    text + " (allowed: a number and s, m, h or d, from 1s to 30d)");
        }
    }
}
