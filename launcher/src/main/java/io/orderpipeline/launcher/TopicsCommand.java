package io.orderpipeline.launcher;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the pipeline's topics on any cluster, or checks them. Never alters or deletes one. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description =
                "Create those topics of the pipeline that are missing, then list them. `up` does this"
                        + " for its own stack.",
        footer = {
            "",
            "Examples:",
            "  pipeline topics --list",
            "  pipeline topics --bootstrap 127.0.0.1:29092 --partitions 12"
        })
final class TopicsCommand implements Callable<Integer> {

    private static final String LINE = "%-24s %10s %8s%n";

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT[,..]",
            defaultValue = "127.0.0.1:9092",
            description = "Brokers. Default: the running stack, else ${DEFAULT-VALUE}.")
    private String bootstrap;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            converter = PartitionCount.class,
            description = "Partitions of every topic; fixed once the topics exist. Default: 6.")
    private Optional<Integer> partitions;

    @Option(
            names = "--list",
            description = "Create nothing. Exit code 3 when a topic is missing or differs.")
    private boolean list;

    @Spec private CommandSpec spec;

    /** Set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    TopicsCommand() {}

    @Override
    public Integer call() {
        try (ClusterTopics topics = new ClusterTopics(bootstrap)) {
            if (list) {
                print(topics.describe());
                topics.requireReady();
            } else {
                topics.create(partitions);
                topics.awaitReady();
                print(topics.describe());
            }
        }
        return ExitCode.OK;
    }

    private void print(List<TopicDescription> topics) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(LINE.formatted("TOPIC", "PARTITIONS", "REPLICAS"));
        for (TopicDescription topic : topics) {
            List<TopicPartitionInfo> found = topic.partitions();
            out.print(LINE.formatted(topic.name(), found.size(), found.get(0).replicas().size()));
        }
        out.flush();
    }
}
