package io.orderpipeline.launcher;

import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackLock;
import io.orderpipeline.stack.StackSpec;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * Brings the stack up, whatever state it is in: nothing there, all of it running, or a part. Ends
 * with everything answering and the topics created, or with nothing new left running.
 */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Start Kafka and a schema registry in the background and create the topics. What"
                        + " already runs is left alone; what is missing is started with its data.",
        footer = {
            "",
            "Examples:",
            "  pipeline up                    one broker",
            "  pipeline up --brokers 3        three, replicated: one may fail",
            "  pipeline up --fresh            delete the data of an earlier stack first"
        })
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--brokers",
            paramLabel = "1|3",
            description = "Number of brokers. Default: as many as the data are of, else 1.")
    private Optional<Integer> brokers;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            converter = PartitionCount.class,
            description = "Partitions of every topic; fixed once the topics exist. Default: 6.")
    private Optional<Integer> partitions;

    @Option(names = "--fresh", description = "Stop an earlier stack and delete its data first.")
    private boolean fresh;

    @Spec private CommandSpec spec;

    @ParentCommand private Main main;

    /** Set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    UpCommand() {}

    @Override
    public Integer call() {
        return StackLock.holding(main.stackHome(), "pipeline up", this::up);
    }

    private int up() {
        Optional<LocalStack> earlier = LocalStack.find(main.stackHome());
        if (fresh) {
            earlier.ifPresent(LocalStack::delete);
            earlier = Optional.empty();
        }
        StackSpec wanted = specification(earlier);
        Optional<StackReport> before = earlier.map(StackReport::of);
        before.ifPresent(this::tellWhatIsMissing);
        long start = System.nanoTime();
        LocalStack stack = LocalStack.start(wanted);
        createTopics(stack);
        boolean wasUp = before.filter(StackReport::isHealthy).isPresent();
        tell(stack, wasUp ? "Already running." : "Up in " + seconds(start) + " s.");
        return ExitCode.OK;
    }

    private void createTopics(LocalStack stack) {
        try (ClusterTopics topics = new ClusterTopics(stack.bootstrapServers())) {
            topics.create(partitions);
            topics.awaitReady();
        }
    }

    private StackSpec specification(Optional<LocalStack> earlier) {
        int count = brokers.or(() -> earlier.map(e -> e.brokers().size())).orElse(1);
        try {
            return StackSpec.of(main.stackHome()).withBrokers(count).asDetached();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private void tellWhatIsMissing(StackReport before) {
        if (before.isHealthy() || before.isStopped()) {
            return;
        }
        String found =
                before.rows().stream()
                        .filter(row -> !row.state().equals("running"))
                        .map(row -> row.name() + " is " + row.state() + " (log: " + row.log() + ")")
                        .collect(Collectors.joining("\n  "));
        spec.commandLine()
                .getErr()
                .println("Only a part of the stack is running:\n  " + found + "\nRepairing it.");
        spec.commandLine().getErr().flush();
    }

    private void tell(LocalStack stack, String headline) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(headline);
        out.print(StackReport.of(stack).table());
        out.println("Kafka     " + stack.bootstrapServers());
        out.println("Registry  " + stack.registryUrl());
        out.println("`pipeline down` stops it. Other commands find these addresses by themselves.");
        out.flush();
    }

    private static String seconds(long startNanos) {
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        return "%.1f".formatted(took.toMillis() / 1000.0);
    }
}
