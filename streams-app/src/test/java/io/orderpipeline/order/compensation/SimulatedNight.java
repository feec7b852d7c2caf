package io.orderpipeline.order.compensation;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.Money;
import io.orderpipeline.order.TransactionId;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.command.SettlePayment;
import io.orderpipeline.order.compensation.Output.Compensate;
import io.orderpipeline.order.compensation.Output.Refund;
import io.orderpipeline.order.decision.Decider;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.event.Fact.Refused;
import io.orderpipeline.order.event.OrderEvent.PaymentConfirmed;
import io.orderpipeline.order.event.OrderEvent.RefundRequested;
import io.orderpipeline.order.event.RejectionReason;
import io.orderpipeline.order.state.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * One order, its topics as queues, and decider, tracker and gateway taking turns at random: whoever
 * reads a topic may be any number of records behind. Everything is a function of the seed.
 */
final class SimulatedNight implements Output.Cases<Void> {

    static final String ORDER = "o-1";
    private static final int ENOUGH_TURNS = 20_000;

    private final Random random;
    private final Reconciler reconciler =
            new Reconciler(
                    new ChasePolicy(Duration.ofMillis(50), Duration.ofMillis(10), 1_000_000));
    private final Queue<ReceivedCommand> commands = new ArrayDeque<>();
    private final Queue<ReceivedCommand> compensations = new ArrayDeque<>();
    private final Queue<Map.Entry<String, Observation>> journal = new ArrayDeque<>();
    private final Queue<Happened> unread = new ArrayDeque<>();
    private final Queue<Refund> refunds = new ArrayDeque<>();
    private long nowMs = 1_000;
    private long offset;
    private boolean healed;

    /** What the night left behind. */
    final List<Happened> events = new ArrayList<>();

    final List<Map.Entry<String, Observation>> journaled = new ArrayList<>();
    final Map<String, Transaction> ledger = new TreeMap<>();
    final Set<String> moneyGivenBack = new HashSet<>();
    final Map<String, Money> captures = new TreeMap<>();
    int compensationsTooLate;
    OrderState order = OrderState.blank(ORDER);

    SimulatedNight(long seed) {
        random = new Random(seed);
    }

    /** A client sends, whether or not anybody listens. */
    void send(String commandId, Command body) {
        commands.add(received("order.command", commandId, body));
    }

    void capture(String transactionId, Money amount) {
        captures.put(transactionId, amount);
        write(
                transactionId,
                new Observation.Captured(
                        new Capture(amount, "eu-west", Instant.ofEpochMilli(nowMs))));
    }

    /** Everybody takes some turns, in any order. */
    void live(int turns) {
        for (int turn = 0; turn < turns; turn++) {
            nowMs += random.nextInt(8);
            switch (random.nextInt(5)) {
                case 0, 1 -> decide(random.nextBoolean() ? commands : compensations);
                case 2 -> track();
                case 3 -> look();
                default -> giveBack();
            }
        }
    }

    /** No more faults: everything must settle within bounds. */
    void heal() {
        healed = true;
        for (int turn = 0; turn < ENOUGH_TURNS && !quiet(); turn++) {
            live(1);
        }
        if (!quiet()) {
            throw new IllegalStateException("nothing settles: " + ledger);
        }
    }

    private boolean quiet() {
        return commands.isEmpty()
                && compensations.isEmpty()
                && journal.isEmpty()
                && unread.isEmpty()
                && refunds.isEmpty()
                && ledger.values().stream().allMatch(row -> row.chase().dueAt().isEmpty());
    }

    private void decide(Queue<ReceivedCommand> topic) {
        ReceivedCommand command = topic.poll();
        if (command == null) {
            return;
        }
        for (Fact fact : Decider.decide(command, order)) {
            order = order.apply(fact, 64);
            if (fact instanceof Happened happened) {
                events.add(happened);
                unread.add(happened);
            } else if (fact instanceof Refused refused
                    && refused.reason() == RejectionReason.PAYMENT_ALREADY_APPLIED
                    && command.body() instanceof SettlePayment) {
                compensationsTooLate++;
            }
        }
    }

    private void track() {
        if (random.nextBoolean()) {
            Map.Entry<String, Observation> record = journal.poll();
            if (record != null) {
                observe(record.getKey(), record.getValue());
            }
        } else {
            Happened event = unread.poll();
            if (event != null) {
                observe(event);
            }
        }
    }

    private void observe(Happened event) {
        Cause at = new Cause("order.event", 0, event.version());
        if (event.event() instanceof PaymentConfirmed paid) {
            observe(paid.transactionId(), new Observation.Paid(cite(event, at, paid.amount())));
        } else if (event.event() instanceof RefundRequested refund) {
            RefundOrder ordered =
                    new RefundOrder(cite(event, at, refund.amount()), refund.reason());
            observe(refund.transactionId(), new Observation.RefundOrdered(ordered));
        }
    }

    private static Citation cite(Happened event, Cause at, Money amount) {
        return new Citation(at, event.origin().cause().topic(), amount, event.origin().at());
    }

    private void observe(String transactionId, Observation seen) {
        Transaction before = ledger.get(transactionId);
        take(
                before == null
                        ? reconciler.first(ORDER, transactionId, seen)
                        : reconciler.observe(before, seen));
    }

    private void look() {
        Instant now = Instant.ofEpochMilli(nowMs);
        for (Transaction row : List.copyOf(ledger.values())) {
            if (row.chase().dueAt().filter(due -> !due.isAfter(now)).isPresent()) {
                take(reconciler.due(row, now));
            }
        }
    }

    private void take(Step step) {
        ledger.put(step.transaction().transactionId(), step.transaction());
        step.outputs().forEach(output -> output.match(this));
    }

    @Override
    public Void compensate(Compensate output) {
        compensations.add(
                received("order.compensation", output.command().commandId(), output.command()));
        return null;
    }

    @Override
    public Void refund(Refund output) {
        refunds.add(output);
        return null;
    }

    /** The gateway loses requests, and journals twice; but it gives money back once. */
    private void giveBack() {
        Refund request = refunds.poll();
        if (request == null || (!healed && random.nextInt(3) == 0)) {
            return;
        }
        if (moneyGivenBack.add(request.transactionId()) || random.nextBoolean()) {
            write(
                    request.transactionId(),
                    new Observation.Refunded(request.amount(), Instant.ofEpochMilli(nowMs)));
        }
    }

    private void write(String transactionId, Observation record) {
        journal.add(Map.entry(transactionId, record));
        journaled.add(Map.entry(transactionId, record));
    }

    private ReceivedCommand received(String topic, String commandId, Command body) {
        return new ReceivedCommand(
                ORDER,
                commandId,
                OptionalLong.empty(),
                body,
                new Cause(topic, 0, offset++),
                Instant.ofEpochMilli(nowMs));
    }

    /** The ledger's row if the two topics had been read one after the other. */
    Transaction reread(String transactionId, boolean journalFirst) {
        SimulatedNight again = new SimulatedNight(0);
        Runnable readJournal =
                () ->
                        journaled.stream()
                                .filter(record -> record.getKey().equals(transactionId))
                                .forEach(record -> again.observe(transactionId, record.getValue()));
        Runnable readEvents = () -> events.forEach(again::observe);
        (journalFirst ? readJournal : readEvents).run();
        (journalFirst ? readEvents : readJournal).run();
        return again.row(transactionId);
    }

    Transaction row(String transactionId) {
        return Objects.requireNonNull(ledger.get(transactionId), transactionId);
    }

    boolean isCompensated(Happened event) {
        return event.origin().commandId().startsWith(TransactionId.compensation(""));
    }
}
