package io.orderpipeline.topic;

import java.util.List;

/**
 * Topics are missing, or their partition counts differ, so that one order's records would not meet
 * in one task, or a setting would break a guarantee. The message lists every finding and says what
 * to do.
 */
public final class TopicsNotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> findings;

    TopicsNotReadyException(List<String> findings) {
        super(
                "The topics are not ready:\n  - "
                        + String.join("\n  - ", findings)
                        + "\nEvery topic must exist, with as many partitions as order.command,"
                        + " or one for order.generation."
                        + " Create missing topics with `./pipeline up` or `./pipeline topics`;"
                        + " a topic with another partition count must be deleted and created"
                        + " again. A topic with another setting is mended by the command beside"
                        + " it; a local stack whose data may go, by `./pipeline up --fresh`.");
        this.findings = List.copyOf(findings);
    }

    /** One sentence per missing topic, differing partition count and unsafe setting. */
    public List<String> findings() {
        return findings;
    }
}
