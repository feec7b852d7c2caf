package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.traffic.Content.Capture;
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

    private static final long LEAST_PAUSE_MS = 200;
    private static final long MEAN_PAUSE_MS = 1_500;
    private static final long CLIENT_TIMEOUT_MS = 300;

    /**
     * Pauses between a capture and its confirmation are short, whatever goes wrong in between: a
     * plan holds only if the order hears of the payment before the tracker's deadline.
     */
    private static final long MEAN_HURRY_MS = 20;

    /** How long the gateway takes from its journal to the first word to the order. */
    private static final long CONFIRMATION_MS = 20;

    private record Draft(long atMs, SentKind kind, Content content) {}

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

    /** The order's version if everything so far is handled. */
    long version() {
        return intent.version();
    }

    /** The order's status if everything so far is handled. */
    Optional<OrderStatus> status() {
        return intent.status();
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
    void capture(
            String transactionId, Money amount, Region region, Capture.Confirmation confirmation) {
        PaymentCaptured payment = new PaymentCaptured(amount, region.id());
        PaymentTransaction transaction =
                new PaymentTransaction(transactionId, orderId, epoch.at(atMs), payment);
        // The model tells in the end whether a capture that nobody confirms is refunded.
        Capture.End end =
                confirmation == Capture.Confirmation.SENT
                        ? Capture.End.TRACKED
                        : Capture.End.RECOVERED;
        drafts.add(new Draft(atMs, SentKind.CAPTURE, new Capture(transaction, confirmation, end)));
        captured = true;
        atMs += CONFIRMATION_MS;
    }

    boolean captured() {
        return captured;
    }

    /**
     * The customer sends every command so far this many times more. Every repetition follows its
     * original: no plan depends on which of the two comes first.
     */
    void resubmit(int times) {
        for (Draft draft : List.copyOf(drafts)) {
            if (draft.content() instanceof Content.Wellformed original) {
                long again = draft.atMs();
                for (int left = times; left > 0; left--) {
                    again += CLIENT_TIMEOUT_MS + dice.exponentialMs(MEAN_PAUSE_MS);
                    OrderCommand repeated = reissued(original.command(), again);
                    drafts.add(
                            new Draft(again, SentKind.RESUBMIT, new Content.Wellformed(repeated)));
                }
            }
        }
    }

    /** What must become of it all. */
    Plan plan() {
        drafts.sort(Comparator.comparingLong(Draft::atMs));
        OrderModel model = new OrderModel();
        List<PlannedRecord> records = new ArrayList<>();
        for (Draft draft : drafts) {
            records.add(foresee(draft, model));
        }
        return new Plan(orderId, records, end(model));
    }

    private static PlannedRecord foresee(Draft draft, OrderModel model) {
        if (draft.content() instanceof Content.Wellformed sent) {
            Outcome expected = model.apply(sent.command());
            return new PlannedRecord(draft.atMs(), draft.kind(), sent, expected);
        }
        return new PlannedRecord(draft.atMs(), (Capture) draft.content());
    }

    private static Optional<Plan.End> end(OrderModel model) {
        return model.status().map(status -> new Plan.End(status, model.version()));
    }

    private void add(SentKind kind, Object payload, @Nullable Long expectedVersion) {
        String commandId = "c-" + tag + "-" + lastCommand;
        OrderCommand command =
                new OrderCommand(commandId, orderId, expectedVersion, epoch.at(atMs), payload);
        intent.apply(command);
        append(kind, new Content.Wellformed(command));
    }

    private void append(SentKind kind, Content content) {
        drafts.add(new Draft(atMs, kind, content));
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
}
