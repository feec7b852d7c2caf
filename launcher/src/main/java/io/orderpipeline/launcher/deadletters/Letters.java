package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.schema.deadletter.DeadLetterAction;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dead letters and what was done about them.
 *
 * @param all in the order in which they are to be handled: oldest record first. One that was
 *     redriven and failed again is as old as when it failed first, so that nothing overtakes it by
 *     that; where its first letter is gone it is older than all that are left
 * @param actions by the letter's place, in the order in which they were done
 * @param unreadable how many records of the two topics name no letter
 */
record Letters(
        List<Letter> all, Map<RecordPlace, List<DeadLetterAction>> actions, long unreadable) {

    Letters {
        all = all.stream().sorted(bySeniority(all)).toList();
        actions = Collections.unmodifiableMap(new HashMap<>(actions));
    }

    private static Comparator<Letter> bySeniority(List<Letter> all) {
        Map<String, Letter> bySource = new HashMap<>();
        all.forEach(letter -> bySource.put(letter.source().toString(), letter));
        return Comparator.comparing(
                        (Letter letter) -> bySource.get(letter.origin()),
                        Comparator.nullsFirst(Letter.BY_AGE))
                .thenComparing(Letter.BY_AGE);
    }

    List<DeadLetterAction> actionsOn(Letter letter) {
        return actions.getOrDefault(letter.at(), List.of());
    }

    LetterState state(Letter letter) {
        LetterState state = LetterState.OPEN;
        for (DeadLetterAction action : actionsOn(letter)) {
            state = state.after(action.getKind());
        }
        return state;
    }

    Optional<DeadLetterAction> lastAction(Letter letter) {
        List<DeadLetterAction> on = actionsOn(letter);
        return on.isEmpty() ? Optional.empty() : Optional.of(on.get(on.size() - 1));
    }

    /** The letter that stands there, or those of the record that failed there. */
    List<Letter> at(RecordPlace place) {
        return all.stream()
                .filter(letter -> letter.at().equals(place) || letter.source().equals(place))
                .toList();
    }
}
