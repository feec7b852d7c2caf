package io.orderpipeline.sim.audit;

import io.orderpipeline.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the pipeline's topics hold, each list in topic order within its partitions.
 *
 * @param commands records of order.command
 * @param events records of order.event
 * @param rejections records of order.rejection
 * @param deadLetters records of order.dead-letter
 * @param answers what people did about dead letters
 * @param payments the topics of the payments
 * @param unreadable outcome records that cannot be decoded or name no cause, described
 * @param kept what retention has left
 */
public record Log(
        List<CommandRecord> commands,
        List<OutcomeRecord.Event> events,
        List<OutcomeRecord.Rejection> rejections,
        List<OutcomeRecord.DeadLetter> deadLetters,
        LetterAnswers answers,
        PaymentLog payments,
        List<String> unreadable,
        Kept kept) {

    public Log {
        commands = List.copyOf(commands);
        events = List.copyOf(events);
        rejections = List.copyOf(rejections);
        deadLetters = List.copyOf(deadLetters);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * What retention has left of the topics that do not last forever.
     *
     * @param firstCommand the first offset of order.command that exists, by partition
     * @param outcomesSinceMs for partitions that lost outcomes, the time from which on all are
     *     there
     * @param lostRequests the partitions that lost refund requests
     */
    public record Kept(
            Map<Integer, Long> firstCommand,
            Map<Integer, Long> outcomesSinceMs,
            Set<Integer> lostRequests) {

        /** Nothing was deleted. */
        public static final Kept ALL = new Kept(Map.of(), Map.of(), Set.of());

        /** False when retention has taken it; compensations last forever. */
        boolean input(Place at) {
            return !at.topic().equals(Topics.ORDER_COMMAND.name())
                    || at.at().offset() >= firstCommand.getOrDefault(at.partition(), 0L);
        }

        boolean requests(int partition) {
            return !lostRequests.contains(partition);
        }

        boolean outcomesOf(CommandRecord command) {
            Long since = outcomesSinceMs.get(command.at().partition());
            return since == null || command.timestampMs() > since;
        }

        boolean allOutcomes() {
            return outcomesSinceMs.isEmpty();
        }
    }
}
