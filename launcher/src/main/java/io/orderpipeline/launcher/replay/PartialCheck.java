package io.orderpipeline.launcher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.launcher.replay.ReplayReport.Outcome;
import io.orderpipeline.launcher.replay.ReplayReport.Times;
import io.orderpipeline.sim.digest.AppDigests;
import io.orderpipeline.sim.digest.KafkaEventLog;
import io.orderpipeline.sim.digest.Scope;
import io.orderpipeline.sim.digest.Verdict;
import io.orderpipeline.sim.digest.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Holds some orders of the live generation against the log, without building anything: nothing can
 * be promoted from a part. One thread.
 */
final class PartialCheck {

    private final PipelineAddress pipeline;

    PartialCheck(PipelineAddress pipeline) {
        this.pipeline = pipeline;
    }

    ReplayReport run(Optional<String> order, From from) throws IOException, InterruptedException {
        AppDigests app = pipeline.app();
        int live = app.generations().live();
        long start = System.nanoTime();
        Scope scope = new Scope(order, from.since().orElse(event -> true));
        try (KafkaEventLog log = KafkaEventLog.connect(pipeline.connection())) {
            Verification verification =
                    new Verification(log, List.of(app.of(live)), scope, (done, of, orders) -> {});
            Verdict verdict =
                    order.isPresent()
                            ? verification.run(partition(order.get(), log.partitions()))
                            : verification.run();
            if (verdict.equal() && verdict.compared().orders() == 0) {
                throw new RefusedException(
                        order.map("The log has no order %s, and neither have the views."::formatted)
                                .orElseGet(
                                        () ->
                                                "Nothing has happened to any order from %s on."
                                                        .formatted(from.text())));
            }
            Times times = new Times(0, (System.nanoTime() - start) / 1e9);
            return new ReplayReport(
                    verdict.equal() ? Outcome.AGREES : Outcome.DIFFERS, live, times, verdict, null);
        }
    }

    /** Where Kafka's producers put the records of a key. */
    private static int partition(String orderId, int partitions) {
        return BuiltInPartitioner.partitionForKey(orderId.getBytes(UTF_8), partitions);
    }
}
