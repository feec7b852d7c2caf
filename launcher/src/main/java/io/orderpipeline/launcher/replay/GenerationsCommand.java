package io.orderpipeline.launcher.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.generation.Generation;
import io.orderpipeline.generation.GenerationStatus;
import io.orderpipeline.generation.GenerationTable;
import io.orderpipeline.launcher.replay.Promotion.Promoted;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Groups what is done about generations of the views; does nothing itself. */
@Command(
        name = "generations",
        mixinStandardHelpOptions = true,
        description =
                "See the generations of the views, and which of them answers; promote one that"
                        + " `replay` has verified, go back, or remove one.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            GenerationsCommand.Listing.class,
            GenerationsCommand.Promote.class,
            GenerationsCommand.Rollback.class,
            GenerationsCommand.Retire.class
        },
        footer = {
            "",
            "Examples:",
            "  pipeline generations list",
            "  pipeline generations promote 3      only one that is VERIFIED, or in its time of grace",
            "  pipeline generations rollback       to the one that was live before",
            "  pipeline generations retire 2       remove one that is not live",
            "",
            GenerationCommand.EXIT_CODES,
            GenerationCommand.MORE_EXIT_CODES
        })
public final class GenerationsCommand implements Runnable {

    @Spec private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    public GenerationsCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }

    /** Shows them. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show the generations and how each stands at each instance.",
            footer = {
                "",
                "Examples:",
                "  pipeline generations list",
                "  pipeline generations list --json | jq .live"
            })
    static final class Listing extends GenerationCommand {

        @Override
        int run(PipelineAddress pipeline) throws IOException {
            JsonNode table = pipeline.app().table();
            print(table, GenerationsText.of(table));
            return OK;
        }
    }

    /** What changes which one is live. */
    abstract static class Switching extends GenerationCommand {

        @Mixin private GraceOptions grace;

        @Option(
                names = "--by",
                paramLabel = "NAME",
                description = "Who does this; it stays in the table. Default: $USER.")
        private Optional<String> by;

        /** Fields are set by picocli before anything is called. */
        @SuppressWarnings("NullAway.Init")
        Switching() {}

        @Override
        final int run(PipelineAddress pipeline) throws IOException {
            String who = person(by);
            try (Table table = pipeline.table()) {
                Promoted done = go(new Promotion(table, pipeline.app(), grace.grace()), who);
                print(
                        done,
                        "Generation %d is live; %d follows, to go back to. Requests waited up to %d ms.%n"
                                .formatted(done.to(), done.from(), done.heldMs()));
                return OK;
            }
        }

        abstract Promoted go(Promotion promotion, String by);
    }

    /** Makes a certain one live. */
    @Command(
            name = "promote",
            mixinStandardHelpOptions = true,
            description = "Make a generation live that is VERIFIED, or in its time of grace.",
            footer = {"", "Examples:", "  pipeline generations promote 3 --by ada"})
    static final class Promote extends Switching {

        @Parameters(paramLabel = "N", description = "Its number.")
        private int number;

        @Override
        Promoted go(Promotion promotion, String by) {
            return promotion.to(number, by);
        }
    }

    /** Makes the one live that was. */
    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Go back to the generation that was live before, which follows the log.",
            footer = {"", "Examples:", "  pipeline generations rollback --by ada"})
    static final class Rollback extends Switching {

        @Override
        Promoted go(Promotion promotion, String by) {
            return promotion.back(by);
        }
    }

    /** Removes one. */
    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description =
                    "Remove a generation that is not live: its group, and its state on every"
                            + " instance. The log is not touched.",
            footer = {"", "Examples:", "  pipeline generations retire 2"})
    static final class Retire extends GenerationCommand {

        @Parameters(paramLabel = "N", description = "Its number.")
        private int number;

        @Override
        int run(PipelineAddress pipeline) throws IOException {
            try (Table table = pipeline.table()) {
                GenerationTable after =
                        table.change(
                                now ->
                                        wasNeverLive(now)
                                                ? now.abandon(number)
                                                : now.retire(number));
                String status =
                        after.find(number).map(Generation::status).map(Enum::name).orElse("gone");
                print(
                        Map.of("generation", number, "status", status, "live", after.live()),
                        "Generation %d is %s; the instances remove what it had. Generation %d is live.%n"
                                .formatted(number, status, after.live()));
                return OK;
            }
        }

        private boolean wasNeverLive(GenerationTable now) {
            return now.find(number)
                    .map(Generation::status)
                    .filter(
                            status ->
                                    status == GenerationStatus.BUILDING
                                            || status == GenerationStatus.VERIFIED)
                    .isPresent();
        }
    }
}
