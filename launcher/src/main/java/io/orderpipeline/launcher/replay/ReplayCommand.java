package io.orderpipeline.launcher.replay;

import io.orderpipeline.launcher.replay.Replay.End;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rebuilds the views from the log while everything runs, proves them equal, then switches. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Build the next generation of the views from the log, beside the live one and while",
            "everything runs; compare every order of both with the log; and, with --promote, switch",
            "to it. Whatever is killed meanwhile, the live one answers on, and the same command",
            "goes on where it was."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  pipeline replay                        build and compare; promote later",
            "  pipeline replay --promote --why \"the totals are fixed\"",
            "  pipeline replay --rate 5000            no more than 5,000 records a second an instance",
            "  pipeline replay --dry-run --json       could the views be rebuilt? leaves nothing behind",
            "  pipeline replay --order o-17           does what is shown of this order follow from the log?",
            "  pipeline replay --from 2026-02-01T00:00:00Z",
            "                                         the orders to which something happened since then",
            "",
            "Ctrl-C leaves the generation as it is: the same command goes on with it,",
            "`pipeline generations retire N` gives it up.",
            GenerationCommand.EXIT_CODES,
            GenerationCommand.MORE_EXIT_CODES
        })
public final class ReplayCommand extends GenerationCommand {

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = From.BEGINNING,
            converter = From.Converter.class,
            description =
                    "beginning, an instant, or PARTITION:OFFSET[,..]. Anything but the beginning is a"
                            + " check: nothing is built, the orders to which something happened since"
                            + " then are compared (default: ${DEFAULT-VALUE}).")
    private From from;

    @Option(
            names = "--order",
            paramLabel = "ID",
            description = "Check this order alone; nothing is built.")
    private Optional<String> order;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Records a second that each instance may take in (default: no limit).")
    private Optional<Integer> rate;

    @Option(names = "--promote", description = "Switch to it once it has proved equal.")
    private boolean promote;

    @Option(names = "--dry-run", description = "Build and compare, then remove it.")
    private boolean dryRun;

    @Mixin private GraceOptions grace;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who does this; it stays in the table. Default: $USER.")
    private Optional<String> by;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            defaultValue = "replay",
            description = "What for; it stays in the table.")
    private String why;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public ReplayCommand() {}

    @Override
    int run(PipelineAddress pipeline) throws IOException, InterruptedException {
        requireSense();
        if (order.isPresent() || from.since().isPresent()) {
            return show(new PartialCheck(pipeline).run(order, from));
        }
        Replay.Request request = new Replay.Request(person(by), why, rate(), end(), grace.grace());
        PrintWriter err = err();
        try (Table table = pipeline.table();
                Farewell farewell = new Farewell(err)) {
            return show(new Replay(pipeline, table, request, err).run(farewell::begun));
        }
    }

    private void requireSense() {
        boolean part = order.isPresent() || from.since().isPresent();
        if (part && promote) {
            throw misused(
                    "Nothing can be promoted from a part of the log: a generation must have all of it."
                            + " Leave out --promote to check, or --from and --order to replay.");
        }
        if (promote && dryRun) {
            throw misused("--promote and --dry-run exclude each other.");
        }
        if (rate.isPresent() && rate.get() < 1) {
            throw misused("--rate is %d; it must be 1 or more.".formatted(rate.get()));
        }
    }

    private OptionalInt rate() {
        return rate.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private End end() {
        return promote ? End.PROMOTE : dryRun ? End.REMOVE : End.KEEP;
    }

    private int show(ReplayReport report) throws IOException {
        print(report, report.text() + advice(report));
        return report.ok() ? OK : FAILED;
    }

    private String advice(ReplayReport report) {
        int number = report.generation();
        String advice =
                switch (report.outcome()) {
                    case VERIFIED ->
                            "It may be promoted: pipeline generations promote %d".formatted(number);
                    case PROMOTED -> "To go back: pipeline generations rollback";
                    case AGREES -> "It agrees.";
                    case DIFFERS ->
                            dryRun || report.times().build() == 0
                                    ? "It does not agree."
                                    : "It does not agree and is not promoted. To give it up: pipeline"
                                            + " generations retire "
                                            + number;
                };
        return advice + System.lineSeparator();
    }
}
