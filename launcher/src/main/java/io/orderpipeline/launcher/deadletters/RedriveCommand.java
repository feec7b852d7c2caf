package io.orderpipeline.launcher.deadletters;

import io.orderpipeline.launcher.deadletters.RedrivePlan.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes records of letters again where they came from. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description =
                "Write the records of dead letters again, byte for byte, to their topic and the"
                        + " partition of their key. Shows what would be done unless told to do it."
                        + " Whatever stops it: run it again, nothing is done twice.",
        footer = {
            "",
            "Examples:",
            "  pipeline dead-letters redrive 3@17",
            "  pipeline dead-letters redrive 3@17 --execute --by ada --why \"ticket 77\"",
            "  pipeline dead-letters redrive --all --reason \"could not be written\" --execute \\",
            "      --why \"max.message.bytes was raised\"",
            "",
            "Exit codes: 0 all of it may be (or was) redriven, 1 something was refused or is not",
            "there, 2 the command line is wrong, 3 brokers or registry cannot be reached."
        })
final class RedriveCommand extends LettersCommand {

    private static final int MOST_ATTEMPTS = 100;

    @Parameters(
            paramLabel = "PLACE",
            arity = "0..*",
            converter = PlaceConverter.class,
            description = RecordPlace.FORM + ".")
    private List<RecordPlace> places = List.of();

    @Option(names = "--all", description = "All letters that the filters take.")
    private boolean all;

    @Option(names = "--execute", description = "Do it.")
    private boolean execute;

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often a record may be redriven before it is given to a person, 1 to 100"
                            + " (default: ${DEFAULT-VALUE}).")
    private int maxAttempts;

    @Mixin private LetterFilter filter;

    @Mixin private SignatureOptions signing;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    RedriveCommand() {}

    @Override
    public Integer call() {
        if (all == !places.isEmpty()) {
            throw misused("Which letters? Give their places, or --all with filters.");
        }
        if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw misused(
                    "--max-attempts is %d (allowed: 1 to %d)"
                            .formatted(maxAttempts, MOST_ATTEMPTS));
        }
        Optional<Signature> signature =
                execute ? Optional.of(signing.signature(this)) : Optional.empty();
        try (LetterTopics topics = new LetterTopics(connection());
                ActionWriter writer = writer(topics, signature)) {
            return redrive(topics, Optional.ofNullable(writer));
        }
    }

    private @Nullable ActionWriter writer(LetterTopics topics, Optional<Signature> signature) {
        return signature.map(by -> new ActionWriter(connection(), topics, by)).orElse(null);
    }

    private int redrive(LetterTopics topics, Optional<ActionWriter> writer) {
        Letters letters = topics.letters();
        List<Letter> chosen = all ? filtered(letters) : chosen(places, letters);
        Set<String> keys = new HashSet<>();
        chosen.forEach(letter -> letter.key().ifPresent(keys::add));
        List<Step> steps =
                RedrivePlan.of(
                        chosen,
                        letters,
                        topics.orders(keys, letters),
                        topics.readings(),
                        maxAttempts);
        ResultDocument results = new ResultDocument(execute);
        for (Step step : steps) {
            String line = done(step, topics, writer, results);
            if (!json()) {
                out().print(line);
                out().flush();
            }
        }
        print(results.document(), results.summary("redriven"));
        return results.anyRefused() || anyMissing() ? REFUSED : OK;
    }

    private List<Letter> filtered(Letters letters) {
        return letters.all().stream()
                .filter(letter -> filter.takes(letter, letters.state(letter)))
                .toList();
    }

    private static String done(
            Step step, LetterTopics topics, Optional<ActionWriter> writer, ResultDocument results) {
        Letter letter = step.letter();
        if (step.verdict() instanceof Verdict.Redrive redrive) {
            String to =
                    writer.map(each -> each.redrive(letter, redrive.attempt()).toString())
                            .orElseGet(() -> topics.home(letter));
            return results.add(
                    letter,
                    "redrive",
                    Optional.empty(),
                    "to %s, attempt %d".formatted(to, redrive.attempt()));
        }
        if (step.verdict() instanceof Verdict.Quarantine quarantine) {
            if (step.state() != LetterState.QUARANTINED) {
                writer.ifPresent(each -> each.quarantine(letter));
            }
            return results.add(letter, "quarantine", Optional.empty(), quarantine.why());
        }
        Verdict.Refuse refusal = (Verdict.Refuse) step.verdict();
        return results.add(letter, "refuse", Optional.of(refusal.reason()), refusal.why());
    }
}
