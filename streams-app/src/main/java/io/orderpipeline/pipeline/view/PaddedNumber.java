package io.orderpipeline.pipeline.view;

import java.time.Instant;
import java.util.Optional;

/** Numbers in keys: with leading zeros, so that they sort as texts as they do as numbers. */
final class PaddedNumber {

    /** As many digits as the largest long has. */
    static final int DIGITS = 19;

    private PaddedNumber() {}

    /** The number, which is not negative, as text. */
    static String text(long number) {
        String digits = Long.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** The number that the text stands for; absent when it is none. */
    static Optional<Long> parse(String text) {
        if (text.length() != DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** The first whole millisecond since the epoch that is not before the time. */
    static long ceilMs(Instant time) {
        long floorMs = time.toEpochMilli();
        return Math.max(0, time.isAfter(Instant.ofEpochMilli(floorMs)) ? floorMs + 1 : floorMs);
    }
}
