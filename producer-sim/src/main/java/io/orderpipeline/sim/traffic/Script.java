package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.traffic.Content.Capture.Confirmation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent for one order, written down act by act with a clock of its own, and in the end
 * turned into a plan that says what must become of each record. One use, one thread.
 */
final class Script {

    /**
     * Share of commands that carry the (right) expected version, besides those after a conflict.
     */
    static final double CAREFUL = 0.3;

    private static final long LEAST_PAUSE_MS = 200;
    private static final long MEAN_PAUSE_MS = 1_500;
    private static final long CLIENT_TIMEOUT_MS = 300;

    /** How long the gateway takes from its journal to the first word to the order. */
    private static final long CONFIRMATION_MS = 20;

    /**
     * Pauses between a capture and its confirmation are short, whatever goes wrong in between: a
     * plan holds only if the order hears of the payment before the tracker's deadline.
     */
    private static final long MEAN_HURRY_MS = 20;

    private final String orderId;
    private final String tag;
    private final Epoch epoch;
    private final Dice dice;
    private final OrderModel intent = new OrderModel();
    private final List<Draft> drafts = new ArrayList<>();
    private long atMs;
    private int lastCommand;
    private boolean captured;

    /**
     * @param tag what sets the order's ids apart
     * @param startMs simulated time of the first record
     */
    Script(String tag, Epoch epoch, Dice dice, long startMs) {
        this.orderId = "o-" + tag;
        this.tag = tag;
        this.epoch = epoch;
        this.dice = dice;
        this.atMs = startMs;
    }

    /** The order's version if everything so far is handled, and nothing compensated. */
    long version() {
        return intent.version();
    }

    /** The order's status if everything so far is handled, and nothing compensated. */
    Optional<OrderStatus> status() {
        return intent.status();
    }

    /** True if the gateway has taken money for the order. */
    boolean captured() {
        return captured;
    }

    /** A command under a new id. */
    void send(SentKind kind, Object payload, @Nullable Long expectedVersion) {
        lastCommand++;
        add(kind, payload, expectedVersion);
    }

    /** A command under the id of the one before. */
    void sendUnderTheSameId(SentKind kind, Object payload) {
        add(kind, payload, null);
    }

    /** The gateway takes money for the order and journals that it did. */
    void capture(String transactionId, Money amount, Region region, Confirmation confirmation) {
        PaymentCaptured payment = new PaymentCaptured(amount, region.id());
        PaymentTransaction transaction =
                new PaymentTransaction(transactionId, orderId, epoch.at(atMs), payment);
        drafts.add(new Draft.Captured(atMs, transaction, confirmation));
        captured = true;
        atMs += CONFIRMATION_MS;
    }

    /**
     * The customer sends every command so far this many times more. Every repetition follows its
     * original: no plan depends on which of the two comes first.
     */
    void resubmit(int times) {
        for (Draft draft : List.copyOf(drafts)) {
            if (draft instanceof Draft.Command original) {
                long again = original.atMs();
                for (int left = times; left > 0; left--) {
                    again += CLIENT_TIMEOUT_MS + dice.exponentialMs(MEAN_PAUSE_MS);
                    OrderCommand repeated = reissued(original.command(), again);
                    drafts.add(new Draft.Command(again, SentKind.RESUBMIT, repeated));
                }
            }
        }
    }

    /** What must become of it all. */
    Plan plan() {
        Foresight foresight = foresight();
        return new Plan(orderId, foresight.records(), foresight.end());
    }

    /** The confirmation that was dropped, sent when everything has settled: a plan of its own. */
    Plan lateOriginal(long lateMs) {
        Draft.Captured found =
                drafts.stream()
                        .filter(Draft.Captured.class::isInstance)
                        .map(Draft.Captured.class::cast)
                        .filter(each -> each.confirmation() == Confirmation.DROPPED)
                        .findFirst()
                        .orElseThrow();
        ConfirmPayment payment = new ConfirmPayment(found.transactionId(), found.amount());
        OrderCommand command = command("late", lateMs, payment, null);
        Content content = new Content.Wellformed(command);
        Outcome outcome = foresight().afterwards(command);
        PlannedRecord late =
                new PlannedRecord(lateMs, SentKind.LATE_ORIGINAL, content, Optional.of(outcome));
        return new Plan(orderId, List.of(late), Optional.empty());
    }

    private Foresight foresight() {
        return new Foresight(
                drafts.stream().sorted(Comparator.comparingLong(Draft::atMs)).toList());
    }

    private void add(SentKind kind, Object payload, @Nullable Long expectedVersion) {
        String number = String.valueOf(lastCommand);
        OrderCommand command = command(number, atMs, payload, expectedVersion);
        intent.apply(command);
        drafts.add(new Draft.Command(atMs, kind, command));
        atMs += pauseMs();
    }

    private long pauseMs() {
        return captured && !paid()
                ? 1 + dice.exponentialMs(MEAN_HURRY_MS)
                : LEAST_PAUSE_MS + dice.exponentialMs(MEAN_PAUSE_MS);
    }

    private boolean paid() {
        return intent.status()
                .filter(is -> is == OrderStatus.PAID || is == OrderStatus.FULFILLED)
                .isPresent();
    }

    private OrderCommand reissued(OrderCommand command, long simulatedMs) {
        return new OrderCommand(
                command.getCommandId(),
                orderId,
                command.getExpectedVersion().orElse(null),
                epoch.at(simulatedMs),
                command.getPayload());
    }

    private OrderCommand command(
            String number, long simulatedMs, Object payload, @Nullable Long expectedVersion) {
        String commandId = "c-" + tag + "-" + number;
        return new OrderCommand(
                commandId, orderId, expectedVersion, epoch.at(simulatedMs), payload);
    }
}
