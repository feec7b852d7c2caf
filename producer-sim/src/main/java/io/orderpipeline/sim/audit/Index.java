package io.orderpipeline.sim.audit;

import io.orderpipeline.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The evidence by place, by cause, by order and by transaction. Built once, then only read. */
final class Index {

    private static final Set<String> INPUTS =
            Set.of(Topics.ORDER_COMMAND.name(), Topics.ORDER_COMPENSATION.name());

    private final List<CommandRecord> inputs;
    private final List<OutcomeRecord> outcomes;
    private final Map<Place, CommandRecord> inputAt = new HashMap<>();
    private final Map<Place, CompensationRecord> compensationAt = new HashMap<>();
    private final Map<Place, JournalRecord> journalAt = new HashMap<>();
    private final Map<Place, List<OutcomeRecord>> byCause = new HashMap<>();
    private final Map<String, List<OutcomeRecord>> byOrder = new HashMap<>();
    private final Payments payments;

    Index(Log log) {
        inputs =
                Stream.concat(
                                log.commands().stream(),
                                log.payments().compensations().stream()
                                        .map(CompensationRecord::input))
                        .toList();
        outcomes =
                Stream.<List<? extends OutcomeRecord>>of(
                                log.events(), log.rejections(), log.deadLetters())
                        .<OutcomeRecord>flatMap(List::stream)
                        .toList();
        inputs.forEach(input -> inputAt.put(input.at(), input));
        log.payments().compensations().forEach(each -> compensationAt.put(each.at(), each));
        log.payments().journal().forEach(each -> journalAt.put(each.at(), each));
        outcomes.forEach(this::add);
        payments = new Payments(log);
    }

    private void add(OutcomeRecord outcome) {
        list(byCause, outcome.cause()).add(outcome);
        if (outcome.sequence().isPresent()) {
            list(byOrder, outcome.orderId()).add(outcome);
        }
    }

    private static <K> List<OutcomeRecord> list(Map<K, List<OutcomeRecord>> map, K key) {
        return map.computeIfAbsent(key, absent -> new ArrayList<>(2));
    }

    /** Whether the cause that it names is an input of the decider. */
    static boolean causedByInput(OutcomeRecord outcome) {
        return INPUTS.contains(outcome.cause().topic());
    }

    /** Everything that the decider reads. */
    List<CommandRecord> inputs() {
        return inputs;
    }

    List<OutcomeRecord> outcomes() {
        return outcomes;
    }

    Optional<CommandRecord> input(Place at) {
        return Optional.ofNullable(inputAt.get(at));
    }

    Optional<CompensationRecord> compensation(Place at) {
        return Optional.ofNullable(compensationAt.get(at));
    }

    Optional<JournalRecord> journal(Place at) {
        return Optional.ofNullable(journalAt.get(at));
    }

    List<OutcomeRecord> outcomesOf(Place cause) {
        return byCause.getOrDefault(cause, List.of());
    }

    /** The outcomes that an order's memory is made of, by order id. */
    Map<String, List<OutcomeRecord>> handledByOrder() {
        return byOrder;
    }

    Payments payments() {
        return payments;
    }
}
