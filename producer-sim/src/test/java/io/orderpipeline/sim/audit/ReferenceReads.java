package io.orderpipeline.sim.audit;

import static java.util.Objects.requireNonNull;

import io.orderpipeline.schema.money.Money;
import io.orderpipeline.sim.reads.ReadLine;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.At;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reader is told by views that do as they should: session 0 asks for every version of every
 * order, session 1 walks through all lists when the views have known everything for long.
 */
final class ReferenceReads {

    static final int PAGE = 3;

    private final ReferenceRun run;
    private final Map<String, List<OutcomeRecord.Event>> orders = new LinkedHashMap<>();
    private final List<Document> last = new ArrayList<>();
    private Instant clock;

    ReferenceReads(ReferenceRun run) {
        this.run = run;
        run.events.forEach(
                event ->
                        orders.computeIfAbsent(event.orderId(), id -> new ArrayList<>())
                                .add(event));
        clock = at(run.events.get(run.events.size() - 1)).plusSeconds(1);
    }

    void tell() {
        orders.forEach(this::order);
        run.reads.add(new OrderRead(exchange(0, 503, null), "o-7-0", null, null, null));
        run.reads.add(new OrderRead(exchange(0, 0, null), "o-7-0", null, null, null));
        clock = clock.plus(WalkChecks.MARGIN);
        int walk = 0;
        for (String status : List.of("PLACED", "PAID", "FULFILLED", "CANCELLED")) {
            walk(status, ++walk);
        }
    }

    private void order(String id, List<OutcomeRecord.Event> events) {
        Document document = null;
        run.reads.add(new OrderRead(exchange(0, 404, null), id, null, null, null));
        run.reads.add(new OrderRead(exchange(0, 504, null), id, 1L, 0L, null));
        for (OutcomeRecord.Event event : events) {
            document = after(document, event);
            int status = document == null ? 404 : 200;
            boolean placed = document != null;
            run.reads.add(new OrderRead(exchange(0, status, null), id, null, null, document));
            Long least = placed ? event.version() : null;
            run.reads.add(new OrderRead(exchange(0, status, null), id, least, null, document));
            run.reads.add(
                    new AsOfRead(
                            exchange(0, status, null),
                            id,
                            at(event).toString(),
                            placed ? true : null,
                            document));
            run.reads.add(history(id, events.subList(0, (int) event.version()), 0));
            run.reads.add(history(id, events.subList(0, (int) event.version()), 1));
        }
        if (document != null) {
            last.add(document);
        }
    }

    private void walk(String status, int walk) {
        List<Document> all =
                last.stream()
                        .filter(each -> each.status().equals(status))
                        .sorted(Comparator.comparing(ReferenceReads::placedAt).reversed())
                        .toList();
        for (int page = 0; page * PAGE < all.size(); page++) {
            int end = Math.min(all.size(), (page + 1) * PAGE);
            run.reads.add(
                    new ListRead(
                            exchange(1, 200, null),
                            status,
                            walk,
                            page,
                            all.subList(page * PAGE, end),
                            end == all.size() ? null : "cursor-" + end,
                            null));
        }
    }

    private static Instant placedAt(Document document) {
        return Instant.parse(document.placedAt());
    }

    private HistoryRead history(String id, List<OutcomeRecord.Event> events, int after) {
        List<Step> steps = events.stream().skip(after).map(ReferenceReads::step).toList();
        return new HistoryRead(
                exchange(0, 200, null), id, after, (long) events.size(), steps, null);
    }

    /** The next exchange of a session. */
    Exchange exchange(int session, int status, @Nullable Long stalenessMs) {
        Instant asked = clock;
        clock = clock.plusMillis(1);
        return new Exchange(
                session,
                asked.toString(),
                clock.toString(),
                "http://one",
                status,
                stalenessMs,
                null);
    }

    private static @Nullable Document after(@Nullable Document was, OutcomeRecord.Event event) {
        ReadLine.Event told = told(event);
        return switch (event.type()) {
            case "OrderPlaced" -> placed(event, told);
            case "PaymentConfirmed" -> {
                var paid = event.fact().paid().orElseThrow();
                yield become(
                        requireNonNull(was),
                        "PAID",
                        new ReadLine.Paid(paid.getTransactionId(), money(paid.getAmount())),
                        told);
            }
            case "OrderFulfilled" -> become(requireNonNull(was), "FULFILLED", was.paid(), told);
            case "OrderCancelled" -> become(requireNonNull(was), "CANCELLED", null, told);
            default -> was == null ? null : become(was, was.status(), was.paid(), told);
        };
    }

    private static Document placed(OutcomeRecord.Event event, ReadLine.Event told) {
        Money total = event.fact().placed().orElseThrow().getTotal();
        return new Document(
                event.orderId(),
                "PLACED",
                event.version(),
                money(total),
                null,
                told.occurredAt(),
                told);
    }

    private static Document become(
            Document was, String status, ReadLine.@Nullable Paid paid, ReadLine.Event told) {
        return new Document(
                was.order(), status, told.version(), was.total(), paid, was.placedAt(), told);
    }

    private static Step step(OutcomeRecord.Event event) {
        return new Step(
                told(event),
                at(event.cause().topic(), event.cause().at()),
                at("order.event", event.at()));
    }

    private static At at(String topic, Position at) {
        return new At(topic, at.partition(), at.offset());
    }

    private static ReadLine.Event told(OutcomeRecord.Event event) {
        return new ReadLine.Event(
                event.type(), event.version(), event.commandId(), at(event).toString());
    }

    private static Instant at(OutcomeRecord.Event event) {
        return Instant.ofEpochMilli(event.handledAtMs());
    }

    private static ReadLine.Money money(Money money) {
        return new ReadLine.Money(money.getAmountMinor(), money.getCurrency());
    }
}
