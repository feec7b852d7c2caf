package io.orderpipeline.generation;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One generation of the views.
 *
 * @param number names its application
 * @param start who had it built, when and why
 * @param verified present once all agreed
 * @param promotedAtMs when it became live, milliseconds since the epoch; absent for the first
 * @param retireAtMs when it may be removed; only in its time of grace
 */
public record Generation(
        int number,
        GenerationStatus status,
        Start start,
        Optional<Verification> verified,
        OptionalLong promotedAtMs,
        OptionalLong retireAtMs) {

    /**
     * How a generation came to be.
     *
     * @param atMs milliseconds since the epoch, for people
     * @param by who asked for it
     * @param why what for
     * @param rate records a second that each instance may take in while it is being built
     * @param build of the app, as its instances name it; absent for the first
     */
    public record Start(
            long atMs, String by, String why, OptionalInt rate, Optional<String> build) {
        public Start {
            if (rate.isPresent() && rate.getAsInt() < 1) {
                throw new IllegalArgumentException(
                        "rate is %d records a second; allowed: 1 and more, or none"
                                .formatted(rate.getAsInt()));
            }
        }
    }

    /**
     * That all agreed.
     *
     * @param atMs milliseconds since the epoch, for people
     * @param by who had it compared
     * @param orders how many were compared
     * @param digest over the digests of all orders, hexadecimal
     */
    public record Verification(long atMs, String by, long orders, String digest) {}

    static Generation building(int number, Start start) {
        return new Generation(
                number,
                GenerationStatus.BUILDING,
                start,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    Generation verified(Verification all) {
        return new Generation(
                number,
                GenerationStatus.VERIFIED,
                start,
                Optional.of(all),
                promotedAtMs,
                OptionalLong.empty());
    }

    Generation doubted() {
        return new Generation(
                number,
                GenerationStatus.BUILDING,
                start,
                Optional.empty(),
                promotedAtMs,
                OptionalLong.empty());
    }

    Generation live(long atMs) {
        return new Generation(
                number,
                GenerationStatus.LIVE,
                start,
                verified,
                OptionalLong.of(atMs),
                OptionalLong.empty());
    }

    Generation grace(long untilMs) {
        return new Generation(
                number,
                GenerationStatus.GRACE,
                start,
                verified,
                promotedAtMs,
                OptionalLong.of(untilMs));
    }

    Generation gone(GenerationStatus how) {
        return new Generation(number, how, start, verified, promotedAtMs, OptionalLong.empty());
    }
}
