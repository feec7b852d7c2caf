package io.orderpipeline.sim.audit;

import io.orderpipeline.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The evidence by position, by cause and by order. Built once, then only read. */
final class Index {

    private final Map<Position, CommandRecord> commands = new HashMap<>();
    private final Map<Position, List<OutcomeRecord>> byCause = new HashMap<>();
    private final Map<String, List<OutcomeRecord>> byOrder = new HashMap<>();
    private final List<OutcomeRecord> outcomes;

    Index(Log log) {
        outcomes =
                Stream.<List<? extends OutcomeRecord>>of(
                                log.events(), log.rejections(), log.deadLetters())
                        .<OutcomeRecord>flatMap(List::stream)
                        .toList();
        log.commands().forEach(command -> commands.put(command.at(), command));
        outcomes.forEach(this::add);
    }

    private void add(OutcomeRecord outcome) {
        if (causedByCommand(outcome)) {
            list(byCause, outcome.cause().at()).add(outcome);
        }
        if (outcome.sequence().isPresent()) {
            list(byOrder, outcome.orderId()).add(outcome);
        }
    }

    private static <K> List<OutcomeRecord> list(Map<K, List<OutcomeRecord>> map, K key) {
        return map.computeIfAbsent(key, absent -> new ArrayList<>(2));
    }

    static boolean causedByCommand(OutcomeRecord outcome) {
        return outcome.cause().topic().equals(Topics.ORDER_COMMAND.name());
    }

    List<OutcomeRecord> outcomes() {
        return outcomes;
    }

    Optional<CommandRecord> command(Position at) {
        return Optional.ofNullable(commands.get(at));
    }

    List<OutcomeRecord> outcomesOf(Position command) {
        return byCause.getOrDefault(command, List.of());
    }

    /** The outcomes that an order's memory is made of, by order id. */
    Map<String, List<OutcomeRecord>> handledByOrder() {
        return byOrder;
    }
}
