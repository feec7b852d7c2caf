package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.client.Settlement.Latency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reader did, and the document that {@code --json} prints.
 *
 * @param seed what repeats it
 * @param seconds how long it took, from the first question
 * @param answers what was asked and answered
 * @param latencyMs from question to answer, whatever it was; without questions that ask to wait for
 *     a version, and without those that nobody answered
 * @param ledger where the answers are kept; null when nothing was asked
 * @param notes what a reader of the figures must know
 */
public record ReadingResult(
        long seed,
        double seconds,
        Answers answers,
        Latency latencyMs,
        @Nullable String ledger,
        List<String> notes) {

    /**
     * What was asked and answered.
     *
     * @param byKind questions by kind: order, min-version, as-of, history, list
     * @param byStatus answers by HTTP status; {@code none} for those that never came
     * @param stale answers with {@code X-Staleness-Ms}
     * @param unreadable answers of status 200 that are not the document they must be
     */
    public record Answers(
            Map<String, Long> byKind, Map<String, Long> byStatus, long stale, long unreadable) {

        /** How many questions were asked. */
        public long total() {
            return byKind.values().stream().mapToLong(Long::longValue).sum();
        }

        /** How many of them nobody could answer. */
        public long unanswered() {
            return byStatus.getOrDefault("none", 0L) + byStatus.getOrDefault("503", 0L);
        }
    }

    public ReadingResult {
        notes = List.copyOf(notes);
    }
}
