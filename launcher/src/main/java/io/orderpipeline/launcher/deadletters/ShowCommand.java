package io.orderpipeline.launcher.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one letter, or those of one record. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Show all that is known of a dead letter: cause, provenance, headers, the record"
                        + " decoded where it can be, and what was done about it.",
        footer = {
            "",
            "Examples:",
            "  pipeline dead-letters show 3@17                   by its own place",
            "  pipeline dead-letters show order.command-1@402    by where the record failed",
            "  pipeline dead-letters show 3@17 --json | jq .letters[0].payload"
        })
final class ShowCommand extends LettersCommand {

    @Parameters(
            paramLabel = "PLACE",
            converter = PlaceConverter.class,
            description = RecordPlace.FORM + ".")
    private RecordPlace place;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    ShowCommand() {}

    @Override
    public Integer call() {
        try (LetterTopics topics = new LetterTopics(connection())) {
            Letters letters = topics.letters();
            List<Letter> found = chosen(List.of(place), letters);
            if (found.isEmpty()) {
                return REFUSED;
            }
            Readings readings = topics.readings();
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode all = document.putArray("letters");
            found.forEach(
                    letter ->
                            all.add(LetterDocument.whole(letter, letters, readings.apply(letter))));
            List<String> blocks = new ArrayList<>();
            all.forEach(letter -> blocks.add(LetterText.details(letter)));
            print(document, String.join(System.lineSeparator(), blocks));
            return OK;
        }
    }
}
