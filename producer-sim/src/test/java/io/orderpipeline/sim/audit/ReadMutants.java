package io.orderpipeline.sim.audit;

import static io.orderpipeline.sim.audit.Picks.swap;
import static io.orderpipeline.sim.audit.WalkChecks.documents;
import static java.util.Objects.requireNonNull;

import io.orderpipeline.sim.reads.ReadLine;
import io.orderpipeline.sim.reads.ReadLine.AsOfRead;
import io.orderpipeline.sim.reads.ReadLine.At;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Event;
import io.orderpipeline.sim.reads.ReadLine.Exchange;
import io.orderpipeline.sim.reads.ReadLine.HistoryRead;
import io.orderpipeline.sim.reads.ReadLine.ListRead;
import io.orderpipeline.sim.reads.ReadLine.Money;
import io.orderpipeline.sim.reads.ReadLine.OrderRead;
import io.orderpipeline.sim.reads.ReadLine.Read;
import io.orderpipeline.sim.reads.ReadLine.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways in which views could tell a reader what is not so. */
final class ReadMutants {

    private ReadMutants() {}

    static void forgeVersion(ReferenceRun run) {
        alterLast(
                run,
                was ->
                        new Document(
                                was.order(),
                                was.status(),
                                was.version() + 1,
                                was.total(),
                                was.paid(),
                                was.placedAt(),
                                was.lastEvent()));
    }

    static void forgeOrder(ReferenceRun run) {
        Document was = document(fulfilled(run).document());
        Document other =
                new Document(
                        "o-other", "PLACED", 1, was.total(), null, was.placedAt(), was.lastEvent());
        run.reads.add(new OrderRead(later(run, 200, null), "o-other", null, null, other));
    }

    static void otherOrder(ReferenceRun run) {
        OrderRead read = fulfilled(run);
        swap(run.reads, read, new OrderRead(read.exchange(), "o-7-1", null, null, read.document()));
    }

    static void otherStatus(ReferenceRun run) {
        alterLast(run, was -> with(was, "PAID", was.total(), was.paid(), was.lastEvent()));
    }

    static void otherTotal(ReferenceRun run) {
        Money cent = new Money(1, "EUR");
        alterLast(run, was -> with(was, was.status(), cent, was.paid(), was.lastEvent()));
    }

    static void noPayment(ReferenceRun run) {
        alterLast(run, was -> with(was, was.status(), was.total(), null, was.lastEvent()));
    }

    static void otherCommand(ReferenceRun run) {
        alterLast(
                run,
                was -> {
                    Event event = was.lastEvent();
                    Event other =
                            new Event(event.type(), event.version(), "c-other", event.occurredAt());
                    return with(was, was.status(), was.total(), was.paid(), other);
                });
    }

    static void unreadable(ReferenceRun run) {
        Exchange ok = later(run, 200, null);
        Exchange broken =
                new Exchange(0, ok.asked(), ok.answered(), ok.instance(), 200, null, "unreadable");
        run.reads.add(new OrderRead(broken, "o-7-0", null, null, null));
    }

    static void goBack(ReferenceRun run) {
        Document first = first(run);
        run.reads.add(new OrderRead(later(run, 200, null), first.order(), null, null, first));
    }

    static void forget(ReferenceRun run) {
        run.reads.add(new OrderRead(later(run, 404, null), first(run).order(), null, null, null));
    }

    static void forgetHistory(ReferenceRun run) {
        run.reads.add(
                new HistoryRead(later(run, 404, null), first(run).order(), 0, null, null, null));
    }

    static void shortHistory(ReferenceRun run) {
        HistoryRead read = history(run, 1);
        run.reads.add(
                new HistoryRead(later(run, 200, null), read.order(), 0, 1L, read.events(), null));
    }

    static void listGoesBack(ReferenceRun run) {
        Document first = first(run);
        run.reads.add(
                new ListRead(
                        later(run, 200, null), "PLACED", 1, 0, List.of(first), "cursor", null));
    }

    static void settleEarlier(ReferenceRun run) {
        AsOfRead read = asOf(run, 2);
        Document earlier = asOf(run, 1).document();
        swap(
                run.reads,
                read,
                new AsOfRead(read.exchange(), read.order(), read.asOf(), true, earlier));
    }

    static void asOfLater(ReferenceRun run) {
        AsOfRead read = asOf(run, 1);
        Document later = asOf(run, 2).document();
        swap(
                run.reads,
                read,
                new AsOfRead(read.exchange(), read.order(), read.asOf(), false, later));
    }

    /** Even an answer that may be old must have what was asked for. */
    static void belowMinimum(ReferenceRun run) {
        Document first = first(run);
        run.reads.add(new OrderRead(later(run, 200, 800L), first.order(), 2L, null, first));
    }

    static void reachedAfterAll(ReferenceRun run) {
        run.reads.add(new OrderRead(later(run, 504, null), first(run).order(), 1L, 1L, null));
    }

    static void aheadOfTheLog(ReferenceRun run) {
        run.reads.add(new OrderRead(later(run, 504, null), first(run).order(), 99L, 50L, null));
    }

    static void moveEvent(ReferenceRun run) {
        alterSteps(
                run,
                steps -> {
                    Step was = steps.get(0);
                    At at = new At("order.event", was.at().partition(), was.at().offset() + 1);
                    steps.set(0, new Step(was.event(), was.cause(), at));
                });
    }

    static void otherCause(ReferenceRun run) {
        alterSteps(
                run,
                steps -> {
                    Step was = steps.get(0);
                    steps.set(0, new Step(was.event(), was.at(), was.at()));
                });
    }

    static void dropLastEvent(ReferenceRun run) {
        alterSteps(run, steps -> steps.remove(steps.size() - 1));
    }

    static void dropFirstEvent(ReferenceRun run) {
        alterSteps(run, steps -> steps.remove(0));
    }

    static void eventTwice(ReferenceRun run) {
        alterSteps(run, steps -> steps.add(steps.get(steps.size() - 1)));
    }

    static void lackEntry(ReferenceRun run) {
        alterPage(run, orders -> orders.remove(1));
    }

    /** With the page before it. */
    static void entryTwice(ReferenceRun run) {
        Document before = documents(page(run, 0)).get(ReferenceReads.PAGE - 1);
        alterPage(run, orders -> orders.add(0, before));
    }

    static void entryOfOtherStatus(ReferenceRun run) {
        Document first = first(run);
        run.reads.add(new ListRead(later(run, 200, 5L), "PAID", 99, 0, List.of(first), null, null));
    }

    static void oldestFirst(ReferenceRun run) {
        alterPage(run, orders -> orders.add(orders.remove(0)));
    }

    static void oldEntry(ReferenceRun run) {
        alterPage(
                run,
                orders -> {
                    Document was = orders.get(1);
                    Money cent = new Money(1, "EUR");
                    orders.set(1, with(was, was.status(), cent, was.paid(), was.lastEvent()));
                });
    }

    /** An exchange of session 0, when it was told everything else. */
    static Exchange later(ReferenceRun run, int status, @Nullable Long stalenessMs) {
        Instant asked = Reads.answered(run.reads.get(run.reads.size() - 1)).plusMillis(1);
        return new Exchange(
                0,
                asked.toString(),
                asked.plusMillis(1).toString(),
                "http://one",
                status,
                stalenessMs,
                null);
    }

    /** A fulfilled order at its first version. */
    static Document first(ReferenceRun run) {
        String order = fulfilled(run).order();
        return document(
                orders(run, each -> each.order().equals(order) && each.version() == 1)
                        .get(0)
                        .document());
    }

    /** The last answer that shows an order that was fulfilled. */
    static OrderRead fulfilled(ReferenceRun run) {
        List<OrderRead> all = orders(run, each -> each.status().equals("FULFILLED"));
        return all.get(all.size() - 1);
    }

    private static List<OrderRead> orders(ReferenceRun run, Predicate<Document> wanted) {
        return run.reads.stream()
                .filter(OrderRead.class::isInstance)
                .map(OrderRead.class::cast)
                .filter(each -> each.document() != null && wanted.test(each.document()))
                .toList();
    }

    /** The answer as of the moment of a version of the order that {@link #first} is about. */
    static AsOfRead asOf(ReferenceRun run, long version) {
        String order = first(run).order();
        return run.reads.stream()
                .filter(AsOfRead.class::isInstance)
                .map(AsOfRead.class::cast)
                .filter(each -> each.order().equals(order))
                .filter(each -> document(each.document()).version() == version)
                .findFirst()
                .orElseThrow();
    }

    private static HistoryRead history(ReferenceRun run, long version) {
        String order = first(run).order();
        return run.reads.stream()
                .filter(HistoryRead.class::isInstance)
                .map(HistoryRead.class::cast)
                .filter(each -> each.order().equals(order) && each.after() == 0)
                .filter(each -> Objects.equals(each.version(), version))
                .findFirst()
                .orElseThrow();
    }

    /** A page of the walk through the fulfilled orders. */
    static ListRead page(ReferenceRun run, int number) {
        return run.reads.stream()
                .filter(ListRead.class::isInstance)
                .map(ListRead.class::cast)
                .filter(each -> each.status().equals("FULFILLED") && each.page() == number)
                .findFirst()
                .orElseThrow();
    }

    static Document with(
            Document was, String status, Money total, ReadLine.@Nullable Paid paid, Event event) {
        return new Document(was.order(), status, was.version(), total, paid, was.placedAt(), event);
    }

    private static Document document(@Nullable Document shown) {
        return requireNonNull(shown);
    }

    private static void alterLast(ReferenceRun run, UnaryOperator<Document> change) {
        OrderRead read = fulfilled(run);
        Document now = change.apply(document(read.document()));
        swap(
                run.reads,
                read,
                new OrderRead(read.exchange(), read.order(), read.minVersion(), null, now));
    }

    private static void alterSteps(ReferenceRun run, Consumer<List<Step>> change) {
        HistoryRead read = history(run, 3);
        List<Step> steps = new ArrayList<>(requireNonNull(read.events()));
        change.accept(steps);
        swap(
                run.reads,
                read,
                new HistoryRead(read.exchange(), read.order(), 0, read.version(), steps, null));
    }

    private static void alterPage(ReferenceRun run, Consumer<List<Document>> change) {
        ListRead read = page(run, 1);
        List<Document> orders = new ArrayList<>(documents(read));
        change.accept(orders);
        swap(run.reads, read, page(read, orders));
    }

    /** The same page with other orders. */
    static ListRead page(ListRead was, List<Document> orders) {
        return new ListRead(
                was.exchange(),
                was.status(),
                was.walk(),
                was.page(),
                orders,
                was.next(),
                was.missing());
    }

    static void swapRead(ReferenceRun run, Read was, Read now) {
        swap(run.reads, was, now);
    }
}
