package io.orderpipeline.sim.reads;

import java.nio.file.Path;
import java.util.List;

/**
 * What readers were told, as read back.
 *
 * @param file where it was read
 * @param header its first line
 * @param reads one for each question, in the order in which the answers were known; the questions
 *     of a session in their order
 * @param truncated true when the last line was cut short and left out
 */
public record ReadsLedger(
        Path file, ReadLine.Header header, List<ReadLine.Read> reads, boolean truncated) {

    /** The version of the format that this program writes and reads. */
    public static final int FORMAT = 1;

    public ReadsLedger {
        reads = List.copyOf(reads);
    }
}
