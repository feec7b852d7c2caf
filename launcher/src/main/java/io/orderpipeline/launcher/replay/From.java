package io.orderpipeline.launcher.replay;

import io.orderpipeline.sim.digest.LoggedEvent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where in the log a replay begins.
 *
 * @param since which events stand at that place or after it; absent for all of the log
 * @param text as it was given
 */
record From(Optional<Predicate<LoggedEvent>> since, String text) {

    static final String BEGINNING = "beginning";

    private static final Pattern OFFSET = Pattern.compile("(\\d{1,4}):(\\d{1,18})");

    /** Takes a word, an instant, or offsets by partition. */
    static final class Converter implements ITypeConverter<From> {
        @Override
        public From convert(String text) {
            if (text.equals(BEGINNING)) {
                return new From(Optional.empty(), text);
            }
            try {
                long ms = Instant.parse(text).toEpochMilli();
                return new From(Optional.of(event -> event.timestampMs() >= ms), text);
            } catch (DateTimeParseException offsets) {
                return new From(Optional.of(since(text)), text);
            }
        }

        private static Predicate<LoggedEvent> since(String text) {
            Map<Integer, Long> offsets = new HashMap<>();
            for (String part : text.split(",", -1)) {
                Matcher match = OFFSET.matcher(part);
                if (!match.matches()) {
                    throw new TypeConversionException(
                            text
                                    + " (allowed: beginning, an instant such as"
                                    + " 2026-02-01T00:00:00Z, or PARTITION:OFFSET[,..]; partitions that"
                                    + " are not named are left out)");
                }
                offsets.put(Integer.valueOf(match.group(1)), Long.valueOf(match.group(2)));
            }
            return event ->
                    event.offset() >= offsets.getOrDefault(event.partition(), Long.MAX_VALUE);
        }
    }
}
