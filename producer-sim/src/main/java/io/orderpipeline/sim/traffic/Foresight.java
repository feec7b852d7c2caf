package io.orderpipeline.sim.traffic;

import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.sim.traffic.Content.Capture;
import io.orderpipeline.sim.traffic.Content.Capture.Confirmation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What must become of an order's records: first of the commands, in the order in which they are
 * sent, then of the captures that no command told of, whose compensations come when they will.
 */
final class Foresight {

    private final OrderModel model = new OrderModel();
    private final List<PlannedRecord> records;

    Foresight(List<Draft> drafts) {
        List<Optional<Outcome>> outcomes = drafts.stream().map(this::outcome).toList();
        records =
                IntStream.range(0, drafts.size())
                        .mapToObj(index -> record(drafts.get(index), outcomes.get(index)))
                        .toList();
    }

    List<PlannedRecord> records() {
        return records;
    }

    /** Where the order stands when everything has settled; absent if it was never placed. */
    Optional<Plan.End> end() {
        return model.status().map(status -> new Plan.End(status, model.version()));
    }

    /** What becomes of one more command when everything has settled. */
    Outcome afterwards(OrderCommand command) {
        return model.apply(command);
    }

    private Optional<Outcome> outcome(Draft draft) {
        return draft instanceof Draft.Command sent
                ? Optional.of(model.apply(sent.command()))
                : Optional.empty();
    }

    private PlannedRecord record(Draft draft, Optional<Outcome> outcome) {
        if (draft instanceof Draft.Captured captured) {
            Capture.Confirmation confirmation = captured.confirmation();
            return new PlannedRecord(
                    captured.atMs(),
                    new Capture(captured.transaction(), confirmation, end(captured)));
        }
        Draft.Command sent = (Draft.Command) draft;
        Content content = new Content.Wellformed(sent.command());
        return new PlannedRecord(sent.atMs(), sent.kind(), content, outcome);
    }

    private Capture.End end(Draft.Captured captured) {
        if (captured.confirmation() == Confirmation.SENT) {
            return Capture.End.TRACKED;
        }
        Outcome settled = model.settle(captured.transactionId(), captured.amount());
        return settled.equals(OrderModel.PAYMENT_CONFIRMED)
                ? Capture.End.RECOVERED
                : Capture.End.REFUNDED;
    }
}
