package io.orderpipeline.launcher.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.deadletter.DeadLetterAction;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions that cannot be decoded. */
class ActionLogTest {

    private final Letter letter = LetterSamples.command("o-1", 7);

    private static ActionLog log(String key) {
        byte[] strange = {7, 7, 7, 7, 7, 7};
        try (Wire wire = Wire.connect("http://127.0.0.1:1")) { // is not asked
            ActionLog log = new ActionLog(wire::deadLetterAction);
            log.take(
                    new ConsumerRecord<>(
                            Topics.ORDER_DEAD_LETTER_ACTION.name(),
                            2,
                            5,
                            key.getBytes(UTF_8),
                            strange));
            return log;
        }
    }

    @Test
    void an_action_that_cannot_be_decoded_leaves_the_letter_of_its_key_in_an_unknown_state() {
        ActionLog log = log("0@7");
        Letters letters = new Letters(List.of(letter), log.byLetter(), log.nameless());

        assertThat(letters.state(letter)).isEqualTo(LetterState.UNKNOWN);
        assertThat(letters.lastAction(letter).map(DeadLetterAction::getReason).orElseThrow())
                .contains("order.dead-letter-action-2@5", "its first byte is 0x07");
        assertThat(log.nameless()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o-1", "order.command-0@7"})
    void one_that_names_no_letter_either_is_counted(String key) {
        ActionLog log = log(key);

        assertThat(log.byLetter()).isEmpty();
        assertThat(log.nameless()).isEqualTo(1);
    }
}
