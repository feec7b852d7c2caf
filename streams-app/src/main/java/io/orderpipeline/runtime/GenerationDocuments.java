package io.orderpipeline.runtime;

import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.query.generation.GenerationsDocument;
import io.orderpipeline.query.generation.GenerationsDocument.Hosted;
import io.orderpipeline.query.generation.GenerationsDocument.Local;
import io.orderpipeline.serving.Freshness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The table of generations, and what is hosted of it here, as HTTP tells them. */
final class GenerationDocuments {

    private GenerationDocuments() {}

    static Local of(
            GenerationTable table,
            String self,
            String build,
            Map<Integer, HostedGeneration> hosted) {
        return new Local(
                table.revision(),
                table.live(),
                table.holding()
                        .map(
                                hold ->
                                        new GenerationsDocument.Hold(
                                                hold.to(),
                                                hold.revision(),
                                                hold.by(),
                                                time(hold.atMs())))
                        .orElse(null),
                self,
                build,
                table.generations().stream()
                        .map(each -> generation(each, self, hosted.get(each.number())))
                        .toList());
    }

    private static GenerationsDocument.Generation generation(
            Generation generation, String self, @Nullable HostedGeneration here) {
        Generation.Start start = generation.start();
        return new GenerationsDocument.Generation(
                generation.number(),
                generation.status().name(),
                time(start.atMs()),
                start.by(),
                start.why(),
                start.rate().isPresent() ? start.rate().getAsInt() : null,
                start.build().orElse(null),
                generation.verified().map(GenerationDocuments::verified).orElse(null),
                time(generation.promotedAtMs()),
                time(generation.retireAtMs()),
                here == null ? List.of() : List.of(hosted(self, here)));
    }

    private static GenerationsDocument.Verified verified(Generation.Verification all) {
        return new GenerationsDocument.Verified(
                time(all.atMs()), all.by(), all.orders(), all.digest());
    }

    private static Hosted hosted(String self, HostedGeneration here) {
        Freshness freshness = here.queries().freshness();
        KafkaStreams.State state = here.role().streams().state();
        boolean caughtUp = freshness.isCaughtUp();
        return new Hosted(
                self,
                state.name(),
                freshness.totals().events(),
                freshness.behind(),
                caughtUp,
                caughtUp && state == KafkaStreams.State.RUNNING,
                new TreeSet<>(freshness.partitions()));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static @Nullable String time(OptionalLong millis) {
        return millis.isPresent() ? time(millis.getAsLong()) : null;
    }
}
