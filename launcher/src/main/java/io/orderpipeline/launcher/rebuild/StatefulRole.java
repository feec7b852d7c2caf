package io.orderpipeline.launcher.rebuild;

import io.orderpipeline.order.compensation.ChasePolicy;
import io.orderpipeline.pipeline.DeciderRebuild;
import io.orderpipeline.pipeline.DeciderSettings;
import io.orderpipeline.pipeline.StateRebuild;
import io.orderpipeline.pipeline.TrackerRebuild;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Bytes;

/** A role whose state is more than a view: it decides what happens next. */
public enum StatefulRole {
    /** Its states of orders. */
    DECIDER,
    /** Its ledger of payment transactions. */
    TRACKER;

    /** As configuration and command lines write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its consumer group, which is also the folder of its state in a state directory. */
    public String group(Applications applications) {
        return switch (this) {
            case DECIDER -> applications.decider();
            case TRACKER -> applications.tracker();
        };
    }

    /** Its stores, the one with the values first. */
    public List<String> stores() {
        return switch (this) {
            case DECIDER -> List.of(Applications.ORDERS_STORE, Applications.FORGET_QUEUE_STORE);
            case TRACKER ->
                    List.of(
                            Applications.LEDGER_STORE,
                            Applications.LEDGER_INDEX_STORE,
                            Applications.LEDGER_TOTALS_STORE);
        };
    }

    /** The changelog topic of one of its stores. */
    public String changelog(Applications applications, String store) {
        return group(applications) + "-" + store + "-changelog";
    }

    /** A key of the first store as text: an order id, or order id and transaction id. */
    public static String text(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    /** The topics that it consumes. */
    public List<String> sources() {
        return switch (this) {
            case DECIDER -> List.of(Topics.ORDER_COMMAND.name(), Topics.ORDER_COMPENSATION.name());
            case TRACKER -> List.of(Topics.PAYMENT_TRANSACTION.name(), Topics.ORDER_EVENT.name());
        };
    }

    StateRebuild rebuild(Registry registry, AppConfig config, int partitions) {
        Applications applications = config.instance().applications();
        return switch (this) {
            case DECIDER ->
                    new DeciderRebuild(
                            registry,
                            applications,
                            new DeciderSettings(
                                    config.decider().closedRetention(),
                                    config.decider().rememberedCommands(),
                                    partitions));
            case TRACKER ->
                    new TrackerRebuild(
                            registry, applications, chasing(config, partitions), Instant.now());
        };
    }

    private static TrackerRebuild.Chasing chasing(AppConfig config, int partitions) {
        AppConfig.Tracker tracker = config.tracker();
        return new TrackerRebuild.Chasing(
                new ChasePolicy(tracker.deadline(), tracker.backoff(), tracker.maxAttempts()),
                partitions);
    }
}
