package io.orderpipeline.query.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /generations}.
 *
 * @param revision of the table of generations, the newest that any instance has seen
 * @param self the instance that answers
 * @param instances all that answered
 * @param unanswered those of the live generation's group that did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerationsDocument(
        long revision,
        int live,
        @Nullable Hold holding,
        String self,
        List<Member> instances,
        Set<String> unanswered,
        List<Generation> generations) {

    /**
     * An instance and what it has seen of the table.
     *
     * @param holding whether it has stopped answering from the views, for the hold of that revision
     * @param build of the app: generations here are built by it
     */
    record Member(String instance, long revision, int live, boolean holding, String build) {}

    /** A hold, which ends with a switch to the generation or is cancelled. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hold(int to, long revision, String by, String at) {}

    /** That a generation agreed with the live one and with an independent fold. */
    public record Verified(String at, String by, long orders, String digest) {}

    /** A generation of the table, and how it stands at each instance that hosts it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Generation(
            int number,
            String status,
            String startedAt,
            String startedBy,
            String why,
            @Nullable Integer rate,
            @Nullable String build,
            @Nullable Verified verified,
            @Nullable String promotedAt,
            @Nullable String retireAt,
            List<Hosted> instances) {

        Generation at(List<Hosted> all) {
            return new Generation(
                    number,
                    status,
                    startedAt,
                    startedBy,
                    why,
                    rate,
                    build,
                    verified,
                    promotedAt,
                    retireAt,
                    all);
        }
    }

    /**
     * A generation at an instance.
     *
     * @param state of its Kafka Streams application
     * @param handled events of orders, since it was started there
     * @param behind records of its sources that its partitions there have not committed, at most;
     *     -1 when that is not known
     * @param caughtUp whether these partitions are as far as the log was when they came
     * @param ready whether it can answer for these partitions
     */
    public record Hosted(
            String instance,
            String state,
            long handled,
            long behind,
            boolean caughtUp,
            boolean ready,
            Set<Integer> partitions) {}

    /** What one instance knows by itself: {@code GET /generations?local=true}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Local(
            long revision,
            int live,
            @Nullable Hold holding,
            String self,
            String build,
            List<Generation> generations) {

        Member member() {
            return new Member(self, revision, live, holding != null, build);
        }
    }
}
