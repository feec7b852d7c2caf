package io.orderpipeline.sim.audit;

import io.orderpipeline.schema.state.OrderSnapshot;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.sim.reads.ReadLine.At;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Money;
import io.orderpipeline.sim.reads.ReadLine.Paid;
import io.orderpipeline.sim.reads.ReadLine.Step;
import io.orderpipeline.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an order was at each of its versions, by the auditor's own fold of its events. Immutable.
 *
 * @param events in the order of the topic
 * @param documents what a document must say at each version, one for each event; null until the
 *     order is placed
 */
record Chronicle(List<OutcomeRecord.Event> events, List<@Nullable Document> documents) {

    /** Of at least one event. */
    static Chronicle of(List<OutcomeRecord.Event> events) {
        List<@Nullable Document> documents = new ArrayList<>(events.size());
        Document document = null;
        for (OutcomeRecord.Event event : events) {
            document = after(document, event);
            documents.add(document);
        }
        return new Chronicle(events, documents);
    }

    private static @Nullable Document after(@Nullable Document before, OutcomeRecord.Event event) {
        Optional<OrderSnapshot> placed = event.fact().placed();
        if (placed.isPresent()) {
            return new Document(
                    event.orderId(),
                    OrderStatus.PLACED.name(),
                    event.version(),
                    money(placed.get().getTotal()),
                    null,
                    at(event),
                    told(event));
        }
        if (before == null) {
            return null;
        }
        OrderStatus was = OrderStatus.valueOf(before.status());
        Paid paid = event.fact().paid().map(Chronicle::paid).orElse(before.paid());
        return new Document(
                before.order(),
                Transitions.after(Optional.of(was), event.type()).orElse(was).name(),
                event.version(),
                before.total(),
                paid,
                before.placedAt(),
                told(event));
    }

    /** Whether the versions run 1..n, so that each has one meaning. If not, I4 says so. */
    boolean whole() {
        for (int index = 0; index < events.size(); index++) {
            if (events.get(index).version() != index + 1) {
                return false;
            }
        }
        return true;
    }

    int versions() {
        return events.size();
    }

    /** What the order is at a version; absent before it is placed. */
    Optional<Document> at(long version) {
        return version < 1 || version > versions()
                ? Optional.empty()
                : Optional.ofNullable(documents.get((int) version - 1));
    }

    /** The last version of the longest prefix that had happened by then, 0 if it is empty. */
    int until(Instant instant) {
        int version = 0;
        while (version < versions()
                && events.get(version).handledAtMs() <= instant.toEpochMilli()) {
            version++;
        }
        return version;
    }

    /** An element of the history. */
    Step step(int version) {
        OutcomeRecord.Event event = events.get(version - 1);
        return new Step(
                told(event),
                at(event.cause()),
                at(new Place(Topics.ORDER_EVENT.name(), event.at())));
    }

    /** The event since which the order has had its last status; absent if it was never placed. */
    Optional<OutcomeRecord.Event> settledBy() {
        Document last = documents.get(versions() - 1);
        if (last == null) {
            return Optional.empty();
        }
        int index = versions() - 1;
        while (index > 0 && sameStatus(documents.get(index - 1), last)) {
            index--;
        }
        return Optional.of(events.get(index));
    }

    /** Where the order stands in the end; absent if it was never placed. */
    Optional<String> status() {
        return at(versions()).map(Document::status);
    }

    private static boolean sameStatus(@Nullable Document before, Document last) {
        return before != null && before.status().equals(last.status());
    }

    private static io.orderpipeline.sim.reads.ReadLine.Event told(OutcomeRecord.Event event) {
        return new io.orderpipeline.sim.reads.ReadLine.Event(
                event.type(), event.version(), event.commandId(), at(event));
    }

    private static String at(OutcomeRecord.Event event) {
        return Instant.ofEpochMilli(event.handledAtMs()).toString();
    }

    private static At at(Place place) {
        return new At(place.topic(), place.partition(), place.at().offset());
    }

    private static Paid paid(Payment payment) {
        return new Paid(payment.getTransactionId(), money(payment.getAmount()));
    }

    private static Money money(io.orderpipeline.schema.money.Money money) {
        return new Money(money.getAmountMinor(), money.getCurrency());
    }
}
