package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.schema.deadletter.DeadLetterAction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dead letters and what was done about them.
 *
 * @param all oldest record first
 * @param actions by the letter's place, in the order in which they were done
 * @param unreadable how many records of the topic name no failing record
 */
record Letters(
        List<Letter> all, Map<RecordPlace, List<DeadLetterAction>> actions, long unreadable) {

    Letters {
        all = all.stream().sorted(Letter.BY_AGE).toList();
        actions = Map.copyOf(actions);
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
