package io.orderpipeline.launcher.deadletters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is to be done about several letters, oldest record first. Of one order only one command is
 * redriven at a time: how the order stands for the next is known when that one has its outcome.
 * Pure; used once.
 */
final class RedrivePlan {

    /** One letter and what is to be done about it. */
    record Step(Letter letter, LetterState state, Verdict verdict) {}

    private final OrderBook orders;
    private final Function<Letter, Reading> readings;
    private final int maxAttempts;
    private final Map<RecordPlace, LetterState> states = new HashMap<>();
    private final Map<String, List<Letter>> byOrder = new HashMap<>();
    private final Map<String, Letter> redrivenNow = new HashMap<>();
    private final Set<String> journaledNow = new HashSet<>();

    private RedrivePlan(
            Letters letters,
            OrderBook orders,
            Function<Letter, Reading> readings,
            int maxAttempts) {
        this.orders = orders;
        this.readings = readings;
        this.maxAttempts = maxAttempts;
        for (Letter letter : letters.all()) {
            states.put(letter.at(), letters.state(letter));
            byOrder.computeIfAbsent(queue(letter), key -> new ArrayList<>()).add(letter);
        }
    }

    static List<Step> of(
            List<Letter> chosen,
            Letters letters,
            OrderBook orders,
            Function<Letter, Reading> readings,
            int maxAttempts) {
        RedrivePlan plan = new RedrivePlan(letters, orders, readings, maxAttempts);
        Set<Letter> meant = Set.copyOf(chosen);
        return letters.all().stream().filter(meant::contains).map(plan::step).toList();
    }

    private Step step(Letter letter) {
        LetterState state = stateOf(letter);
        Reading reading = readings.apply(letter);
        Verdict verdict =
                Redriving.judge(
                        new Redriving.Case(
                                letter, state, reading, standing(letter, reading), maxAttempts));
        if (verdict instanceof Verdict.Redrive) {
            states.put(letter.at(), LetterState.REDRIVEN);
            reading.command().ifPresent(each -> redrivenNow.put(each.getOrderId(), letter));
            reading.journaled().map(OrderBook::entry).ifPresent(journaledNow::add);
        }
        return new Step(letter, state, verdict);
    }

    private Standing standing(Letter letter, Reading reading) {
        if (reading.command().isPresent()) {
            String order = reading.command().get().getOrderId();
            Standing known = orders.standing(order);
            Optional<String> now =
                    Optional.ofNullable(redrivenNow.get(order))
                            .map(each -> "dead letter " + each.at() + ", redriven just now");
            return new Standing(
                    known.version(),
                    known.outcomes(),
                    now.or(known::waiting),
                    earlier(letter),
                    Optional.empty());
        }
        Optional<String> journaled =
                reading.journaled()
                        .map(OrderBook::entry)
                        .flatMap(
                                entry ->
                                        journaledNow.contains(entry)
                                                ? Optional.of("a letter redriven just now")
                                                : orders.journaled(entry));
        return new Standing(0, Map.of(), Optional.empty(), Optional.empty(), journaled);
    }

    /** The older records of the same topic and key come first, unless they are closed. */
    private Optional<String> earlier(Letter letter) {
        return byOrder.getOrDefault(queue(letter), List.of()).stream()
                .takeWhile(other -> !other.at().equals(letter.at()))
                .filter(other -> !stateOf(other).isClosed())
                .findFirst()
                .map(other -> other.at().toString());
    }

    private LetterState stateOf(Letter letter) {
        return states.getOrDefault(letter.at(), LetterState.OPEN);
    }

    private static String queue(Letter letter) {
        return letter.source().topic() + "/" + letter.key().orElse("");
    }
}
