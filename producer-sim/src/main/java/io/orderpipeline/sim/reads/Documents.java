package io.orderpipeline.sim.reads;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.sim.reads.ReadLine.At;
import io.orderpipeline.sim.reads.ReadLine.Document;
import io.orderpipeline.sim.reads.ReadLine.Event;
import io.orderpipeline.sim.reads.ReadLine.Money;
import io.orderpipeline.sim.reads.ReadLine.Paid;
import io.orderpipeline.sim.reads.ReadLine.Step;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what matters of the documents that the app answers with. Pure. */
final class Documents {

    private Documents() {}

    /** A document lacks what it must have, or has it in another form. */
    static final class UnreadableDocumentException extends Exception {
        UnreadableDocumentException(String what) {
            super(what);
        }
    }

    static Document order(JsonNode order) throws UnreadableDocumentException {
        JsonNode payment = order.path("payment");
        return new Document(
                text(order, "orderId"),
                text(order, "status"),
                number(order, "version"),
                money(member(order, "total")),
                payment.isMissingNode() || payment.isNull() ? null : paid(payment),
                instant(order, "placedAt"),
                event(member(order, "lastEvent")));
    }

    static Step step(JsonNode step) throws UnreadableDocumentException {
        return new Step(event(step), at(member(step, "cause")), at(member(step, "event")));
    }

    private static Paid paid(JsonNode payment) throws UnreadableDocumentException {
        return new Paid(text(payment, "transactionId"), money(member(payment, "amount")));
    }

    private static Money money(JsonNode money) throws UnreadableDocumentException {
        return new Money(number(money, "amountMinor"), text(money, "currency"));
    }

    private static Event event(JsonNode event) throws UnreadableDocumentException {
        return new Event(
                text(event, "type"),
                number(event, "version"),
                text(event, "commandId"),
                instant(event, "occurredAt"));
    }

    private static At at(JsonNode at) throws UnreadableDocumentException {
        return new At(
                text(at, "topic"), Math.toIntExact(number(at, "partition")), number(at, "offset"));
    }

    static Stream<JsonNode> elements(JsonNode parent, String name)
            throws UnreadableDocumentException {
        JsonNode array = member(parent, name);
        if (!array.isArray()) {
            throw new UnreadableDocumentException(name + " is no array");
        }
        return StreamSupport.stream(array.spliterator(), false);
    }

    static long number(JsonNode parent, String name) throws UnreadableDocumentException {
        JsonNode number = member(parent, name);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new UnreadableDocumentException(name + " is no whole number");
        }
        return number.longValue();
    }

    static String text(JsonNode parent, String name) throws UnreadableDocumentException {
        JsonNode text = member(parent, name);
        if (!text.isTextual()) {
            throw new UnreadableDocumentException(name + " is no text");
        }
        return text.textValue();
    }

    static boolean flag(JsonNode parent, String name) throws UnreadableDocumentException {
        JsonNode flag = member(parent, name);
        if (!flag.isBoolean()) {
            throw new UnreadableDocumentException(name + " is neither true nor false");
        }
        return flag.booleanValue();
    }

    /** Absent, or a whole number. */
    static @Nullable Long numberIfAny(JsonNode parent, String name)
            throws UnreadableDocumentException {
        return parent.hasNonNull(name) ? (Long) number(parent, name) : null;
    }

    /** Absent, or a text. */
    static @Nullable String textIfAny(JsonNode parent, String name)
            throws UnreadableDocumentException {
        return parent.hasNonNull(name) ? text(parent, name) : null;
    }

    /** Absent, or partition numbers. */
    static @Nullable List<Integer> numbersIfAny(JsonNode parent, String name)
            throws UnreadableDocumentException {
        return parent.hasNonNull(name)
                ? elements(parent, name).map(JsonNode::intValue).toList()
                : null;
    }

    /** In the form in which this program compares instants. */
    private static String instant(JsonNode parent, String name) throws UnreadableDocumentException {
        String text = text(parent, name);
        try {
            return Instant.parse(text).toString();
        } catch (DateTimeException e) {
            throw new UnreadableDocumentException(name + " is no instant: " + text);
        }
    }

    private static JsonNode member(JsonNode parent, String name)
            throws UnreadableDocumentException {
        JsonNode member = parent.get(name);
        if (member == null || member.isNull()) {
            throw new UnreadableDocumentException("it has no " + name);
        }
        return member;
    }
}
