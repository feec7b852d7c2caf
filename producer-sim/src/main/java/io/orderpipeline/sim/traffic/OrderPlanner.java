package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.state.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans one order: first what its customer means to do and gets wrong on the way, then the
 * resubmits in between, and last what must become of each record. One use, one thread.
 */
final class OrderPlanner {

    /**
     * Share of commands that carry the (right) expected version, besides those after a conflict.
     */
    private static final double CAREFUL = 0.3;

    private static final long LEAST_PAUSE_MS = 200;
    private static final long MEAN_PAUSE_MS = 1_500;
    private static final long CLIENT_TIMEOUT_MS = 300;

    private record Draft(long atMs, SentKind kind, OrderCommand command) {}

    private final Mischief mischief;
    private final Dice dice;
    private final Epoch epoch;
    private final String orderId;
    private final String tag;
    private final OrderModel intent = new OrderModel();
    private final List<Draft> drafts = new ArrayList<>();
    private long atMs;
    private int lastCommand;

    OrderPlanner(TrafficOptions options, Epoch epoch, long number, long startMs) {
        this.mischief = options.mischief();
        this.dice = new Dice(options.seed(), number);
        this.epoch = epoch;
        this.orderId = options.orderId(number);
        this.tag = options.seedHex() + "-" + number;
        this.atMs = startMs;
    }

    Plan plan(Customers customers) {
        int customer = customers.draw(dice);
        Basket basket = Basket.fill(dice, Customers.id(customer), tag);
        live(LifeCycle.draw(dice), basket);
        if (customers.resubmits(customer)) {
            resubmit();
        }
        drafts.sort(Comparator.comparingLong(Draft::atMs));
        return foresee();
    }

    private void live(LifeCycle cycle, Basket basket) {
        List<CommandType> steps = cycle.steps();
        for (int step = 0; step < steps.size(); step++) {
            if (step + 1 < steps.size() && dice.chance(mischief.reorder())) {
                send(SentKind.EARLY, basket.payload(steps.get(step + 1)), null);
                step(steps.get(step), basket, SentKind.ORIGINAL);
                step(steps.get(++step), basket, SentKind.RETRY);
            } else {
                step(steps.get(step), basket, SentKind.ORIGINAL);
            }
        }
        if (closed() && dice.chance(mischief.late())) {
            CommandType[] types = CommandType.values();
            send(SentKind.LATE, basket.payload(types[dice.between(0, types.length - 1)]), null);
        }
    }

    private void step(CommandType type, Basket basket, SentKind kind) {
        Object payload = basket.payload(type);
        SentKind next = kind;
        boolean careful = dice.chance(CAREFUL);
        if (dice.chance(mischief.invalid())) {
            send(SentKind.INVALID, basket.spoiled(type, dice), null);
            next = SentKind.RETRY;
        }
        if (intent.version() > 0 && dice.chance(mischief.staleVersions())) {
            send(SentKind.STALE, payload, intent.version() - 1);
            next = SentKind.RETRY;
            careful = true;
        }
        send(next, payload, careful ? intent.version() : null);
        if (dice.chance(mischief.idReuse())) {
            add(SentKind.REUSED_ID, command(basket.other(type), null));
        }
    }

    private void send(SentKind kind, Object payload, @Nullable Long expectedVersion) {
        lastCommand++;
        add(kind, command(payload, expectedVersion));
    }

    private void add(SentKind kind, OrderCommand command) {
        intent.apply(command);
        drafts.add(new Draft(atMs, kind, command));
        atMs += LEAST_PAUSE_MS + dice.exponentialMs(MEAN_PAUSE_MS);
    }

    private OrderCommand command(Object payload, @Nullable Long expectedVersion) {
        String commandId = "c-" + tag + "-" + lastCommand;
        return new OrderCommand(commandId, orderId, expectedVersion, issuedAt(atMs), payload);
    }

    private Instant issuedAt(long simulatedMs) {
        return epoch.at(simulatedMs);
    }

    private boolean closed() {
        return intent.status()
                .filter(is -> is == OrderStatus.FULFILLED || is == OrderStatus.CANCELLED)
                .isPresent();
    }

    /** Every repetition follows its original: no plan depends on which of the two comes first. */
    private void resubmit() {
        for (Draft draft : List.copyOf(drafts)) {
            long again = draft.atMs();
            for (int left = mischief.resubmits(); left > 0; left--) {
                again += CLIENT_TIMEOUT_MS + dice.exponentialMs(MEAN_PAUSE_MS);
                drafts.add(new Draft(again, SentKind.RESUBMIT, reissued(draft.command(), again)));
            }
        }
    }

    private OrderCommand reissued(OrderCommand command, long simulatedMs) {
        return new OrderCommand(
                command.getCommandId(),
                orderId,
                command.getExpectedVersion().orElse(null),
                issuedAt(simulatedMs),
                command.getPayload());
    }

    private Plan foresee() {
        OrderModel model = new OrderModel();
        List<PlannedRecord> records = new ArrayList<>();
        for (Draft draft : drafts) {
            Outcome expected = model.apply(draft.command());
            Content content = new Content.Wellformed(draft.command());
            records.add(new PlannedRecord(draft.atMs(), draft.kind(), content, expected));
        }
        Optional<Plan.End> end =
                model.status().map(status -> new Plan.End(status, model.version()));
        return new Plan(orderId, records, end);
    }
}
