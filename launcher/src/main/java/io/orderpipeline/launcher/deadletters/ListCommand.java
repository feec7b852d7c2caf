package io.orderpipeline.launcher.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists letters, oldest record first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List dead letters, oldest record first.",
        footer = {
            "",
            "Examples:",
            "  pipeline dead-letters list",
            "  pipeline dead-letters list --topic order.command --reason \"belongs to partition\"",
            "  pipeline dead-letters list --state any --since 1d --all --json | jq .counts"
        })
final class ListCommand extends LettersCommand {

    private static final int MOST = 100_000;

    @Mixin private LetterFilter filter;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--all", description = "All of them, however many.")
    private boolean all;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    ListCommand() {}

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw misused("--limit is %d (allowed: 1 to %d)".formatted(limit, MOST));
        }
        try (LetterTopics topics = new LetterTopics(connection())) {
            list(topics.letters());
        }
        return OK;
    }

    private void list(Letters letters) {
        List<Letter> found =
                letters.all().stream()
                        .filter(letter -> filter.takes(letter, letters.state(letter)))
                        .toList();
        List<Letter> shown = all ? found : found.subList(0, Math.min(limit, found.size()));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("letters");
        shown.forEach(letter -> rows.add(LetterDocument.row(letter, letters)));
        document.put("more", found.size() - shown.size());
        ObjectNode counts = document.putObject("counts");
        counts(letters).forEach((state, count) -> counts.put(state.label(), count));
        document.put("unreadable", letters.unreadable());
        print(document, text(letters, rows, found.size() - shown.size()));
    }

    private static Map<LetterState, Long> counts(Letters letters) {
        Map<LetterState, Long> counts = new EnumMap<>(LetterState.class);
        for (LetterState state : LetterState.values()) {
            counts.put(state, 0L);
        }
        letters.all().forEach(letter -> counts.merge(letters.state(letter), 1L, Long::sum));
        return counts;
    }

    private static String text(Letters letters, ArrayNode rows, int more) {
        String table =
                rows.isEmpty()
                        ? "No dead letter is of this kind.%n".formatted()
                        : LetterText.table(rows);
        String rest = more == 0 ? "" : "There are %d more; --all shows them.%n".formatted(more);
        String odd =
                letters.unreadable() == 0
                        ? ""
                        : "%d records of order.dead-letter or order.dead-letter-action name no letter.%n"
                                .formatted(letters.unreadable());
        String all =
                counts(letters).entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey().label())
                        .collect(Collectors.joining(", "));
        return table + rest + odd + "All in all: %s.%n".formatted(all);
    }
}
