package io.orderpipeline.sim.audit;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums of money by currency and by where it is. One thread. */
final class Balance {

    /** Where money is. The first two must equal the others. */
    enum Side {
        CAPTURED,
        UNCAPTURED,
        APPLIED,
        REFUNDED,
        PENDING,
        RESOLVED
    }

    private final Map<String, Map<Side, BigInteger>> sums = new TreeMap<>();
    private long amounts;

    void add(Side side, Amount amount) {
        amounts++;
        sums.computeIfAbsent(amount.currency(), currency -> new EnumMap<>(Side.class))
                .merge(side, BigInteger.valueOf(amount.minor()), BigInteger::add);
    }

    /** How many amounts were added. */
    long amounts() {
        return amounts;
    }

    /** The currencies in which both sides differ, with all figures in the minor unit. */
    List<String> unequal() {
        return sums.entrySet().stream()
                .filter(each -> missing(each.getValue()).signum() != 0)
                .map(each -> figures(each.getKey(), each.getValue()))
                .toList();
    }

    /** What the journal never showed, if anything. */
    Optional<String> uncaptured() {
        String found =
                sums.entrySet().stream()
                        .filter(each -> of(each.getValue(), Side.UNCAPTURED).signum() != 0)
                        .map(each -> each.getKey() + " " + of(each.getValue(), Side.UNCAPTURED))
                        .collect(Collectors.joining(", "));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of("applied, but never captured (minor units): " + found);
    }

    private static BigInteger missing(Map<Side, BigInteger> sums) {
        return of(sums, Side.CAPTURED)
                .add(of(sums, Side.UNCAPTURED))
                .subtract(of(sums, Side.APPLIED))
                .subtract(of(sums, Side.REFUNDED))
                .subtract(of(sums, Side.PENDING))
                .subtract(of(sums, Side.RESOLVED));
    }

    private static BigInteger of(Map<Side, BigInteger> sums, Side side) {
        return sums.getOrDefault(side, BigInteger.ZERO);
    }

    private static String figures(String currency, Map<Side, BigInteger> sums) {
        return String.format(
                Locale.ROOT,
                "%s in minor units: captured %d%s, but applied %d + refunded %d + pending %d"
                        + " + resolved %d: a difference of %d",
                currency,
                of(sums, Side.CAPTURED),
                of(sums, Side.UNCAPTURED).signum() == 0
                        ? ""
                        : " + applied uncaptured " + of(sums, Side.UNCAPTURED),
                of(sums, Side.APPLIED),
                of(sums, Side.REFUNDED),
                of(sums, Side.PENDING),
                of(sums, Side.RESOLVED),
                missing(sums));
    }
}
