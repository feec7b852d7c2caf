package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.deadletter.DeadLetterAction;
import io.orderpipeline.schema.deadletter.DeadLetterActionKind;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What people did about dead letters.
 *
 * @param actions records of order.dead-letter-action, in topic order within their partitions
 * @param redriven records that say of themselves that they were written again from a dead letter
 * @param complete false when retention has taken letters or actions
 */
record LetterAnswers(List<Action> actions, List<Redriven> redriven, boolean complete) {

    LetterAnswers {
        actions = List.copyOf(actions);
        redriven = List.copyOf(redriven);
    }

    /**
     * One action.
     *
     * @param key its record's own key
     * @param letter where the dead letter stands
     * @param source where the record stands that failed
     * @param redrivenTo where it was written again
     * @param signed whether it says who and why
     */
    record Action(
            Position at,
            String key,
            Place letter,
            Place source,
            DeadLetterActionKind kind,
            Optional<Place> redrivenTo,
            boolean signed) {

        static Action of(ConsumerRecord<byte[], byte[]> record, DeadLetterAction action) {
            return new Action(
                    new Position(record.partition(), record.offset()),
                    RecordReader.key(record),
                    RecordReader.cause(action.getLetter()),
                    RecordReader.cause(action.getSource()),
                    action.getKind(),
                    action.getRedrivenTo().map(RecordReader::cause),
                    !action.getOperator().isBlank() && !action.getReason().isBlank());
        }

        String describe() {
            return kind + " " + at + " of dead letter " + letter.at();
        }
    }

    /**
     * A record that was written again.
     *
     * @param letter where its dead letter stands, by its headers
     * @param bytes fingerprint of key and value
     */
    record Redriven(Place at, String letter, long bytes) {}
}
