package io.orderpipeline.launcher.deadletters;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts letters away for good. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description =
                "Say that nothing is to be done about dead letters, with your name and reason. It"
                        + " cannot be taken back; the letter itself stays until the audit horizon.",
        footer = {
            "",
            "Examples:",
            "  pipeline dead-letters discard 3@17 --why \"the client sent it anew, ticket 77\"",
            "  pipeline dead-letters discard 3@17 order.command-1@402 --by ada --why \"a test\""
        })
final class DiscardCommand extends LettersCommand {

    @Parameters(
            paramLabel = "PLACE",
            arity = "1..*",
            converter = PlaceConverter.class,
            description = RecordPlace.FORM + ".")
    private List<RecordPlace> places;

    @Mixin private SignatureOptions signing;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    DiscardCommand() {}

    @Override
    public Integer call() {
        Signature signature = signing.signature(this);
        ResultDocument results = new ResultDocument(true);
        StringBuilder lines = new StringBuilder();
        try (LetterTopics topics = new LetterTopics(connection());
                ActionWriter writer = new ActionWriter(connection(), topics, signature)) {
            Letters letters = topics.letters();
            for (Letter letter : chosen(places, letters)) {
                lines.append(discard(letter, letters.state(letter), writer, results));
            }
        }
        print(results.document(), lines + results.summary("discarded"));
        return results.anyRefused() || anyMissing() ? REFUSED : OK;
    }

    private static String discard(
            Letter letter, LetterState state, ActionWriter writer, ResultDocument results) {
        return switch (state) {
            case REDRIVEN ->
                    results.add(
                            letter,
                            "refuse",
                            Optional.of(Verdict.Reason.REDRIVEN_ALREADY),
                            "it was redriven; what came of that is in the log");
            case DISCARDED ->
                    results.add(
                            letter,
                            "refuse",
                            Optional.of(Verdict.Reason.DISCARDED),
                            "it was discarded before");
            case UNKNOWN ->
                    results.add(
                            letter,
                            "refuse",
                            Optional.of(Verdict.Reason.ACTION_UNKNOWN),
                            LetterState.WHY_UNKNOWN);
            case OPEN, QUARANTINED -> {
                writer.discard(letter);
                yield results.add(letter, "discard", Optional.empty(), "closed");
            }
        };
    }
}
