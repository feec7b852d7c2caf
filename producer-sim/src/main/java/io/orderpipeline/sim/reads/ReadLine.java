package io.orderpipeline.sim.reads;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a reads ledger; the field {@code line} says which kind. Times are ISO 8601 instants.
 * Fields that do not apply are left out: an answer that is no document has none.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReadLine.Header.class, name = "reads"),
    @JsonSubTypes.Type(value = ReadLine.OrderRead.class, name = "order"),
    @JsonSubTypes.Type(value = ReadLine.AsOfRead.class, name = "as-of"),
    @JsonSubTypes.Type(value = ReadLine.HistoryRead.class, name = "history"),
    @JsonSubTypes.Type(value = ReadLine.ListRead.class, name = "list"),
    @JsonSubTypes.Type(value = ReadLine.End.class, name = "end")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ReadLine {

    /**
     * The first line.
     *
     * @param format version of the format, {@link ReadsLedger#FORMAT}
     * @param seed the reader's seed
     * @param topicId the id of the order.command whose orders are asked for
     * @param startedAt when the first question could be asked
     * @param instances who is asked
     * @param sessions how many ask
     */
    record Header(
            int format,
            long seed,
            String topicId,
            String startedAt,
            List<String> instances,
            int sessions)
            implements ReadLine {}

    /** What became of one question. */
    sealed interface Read extends ReadLine {

        Exchange exchange();
    }

    /**
     * {@code GET /orders/{id}}.
     *
     * @param order order id
     * @param minVersion the version that was asked for at least
     * @param currentVersion the version that a refusal names
     * @param document the order
     */
    record OrderRead(
            Exchange exchange,
            String order,
            @Nullable Long minVersion,
            @Nullable Long currentVersion,
            @Nullable Document document)
            implements Read {}

    /**
     * {@code GET /orders/{id}?asOf=}.
     *
     * @param order order id
     * @param asOf the instant
     * @param settled whether the answer is final
     * @param document the order as of then
     */
    record AsOfRead(
            Exchange exchange,
            String order,
            String asOf,
            @Nullable Boolean settled,
            @Nullable Document document)
            implements Read {}

    /**
     * {@code GET /orders/{id}/history}.
     *
     * @param order order id
     * @param after the version after which events were asked for, 0 for all
     * @param version the order's version, by the answer
     * @param events the events, by the answer
     * @param next the {@code after} of the next page, if there is one
     */
    record HistoryRead(
            Exchange exchange,
            String order,
            long after,
            @Nullable Long version,
            @Nullable List<Step> events,
            @Nullable Long next)
            implements Read {}

    /**
     * One page of {@code GET /orders?status=}.
     *
     * @param status the status that was asked for
     * @param walk which walk through the pages, counted within the session
     * @param page which page of the walk, from 0; a page that failed is asked for again
     * @param orders the page
     * @param next the cursor of the next page, if there is one
     * @param missing partitions that the answer says it lacks
     */
    record ListRead(
            Exchange exchange,
            String status,
            int walk,
            int page,
            @Nullable List<Document> orders,
            @Nullable String next,
            @Nullable List<Integer> missing)
            implements Read {

        /** A page after which no other comes. */
        @JsonIgnore
        public boolean last() {
            return orders != null && next == null;
        }
    }

    /**
     * The last line of a ledger that was closed.
     *
     * @param answers how many lines stand before
     */
    record End(long answers) implements ReadLine {}

    /**
     * Who asked whom, when, and how that went.
     *
     * @param session who asked; one question after the other
     * @param asked when
     * @param answered when the answer, or the failure, was there
     * @param instance who was asked
     * @param status HTTP status, 0 without an answer
     * @param stalenessMs how old the answer may be, when it says so
     * @param error why there is no answer, or why a document cannot be read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Exchange(
            int session,
            String asked,
            String answered,
            String instance,
            int status,
            @Nullable Long stalenessMs,
            @Nullable String error) {

        /** Few instances stand in very many lines: keep each once. */
        public Exchange {
            instance = instance.intern();
        }

        /** Whether it is a document, readable or not. */
        @JsonIgnore
        public boolean ok() {
            return status == 200;
        }

        /** Whether it may go back behind what was seen before. */
        @JsonIgnore
        public boolean stale() {
            return stalenessMs != null;
        }
    }

    /** What matters of an order document; all of its fields derive from the order's events. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Document(
            String order,
            String status,
            long version,
            Money total,
            @Nullable Paid paid,
            String placedAt,
            Event lastEvent) {

        /** Few different words stand in very many documents: keep each once. */
        public Document {
            status = status.intern();
        }
    }

    /** An amount in the minor unit of its currency. */
    record Money(long amountMinor, String currency) {
        public Money {
            currency = currency.intern();
        }
    }

    /** What paid the order. */
    record Paid(String transaction, Money amount) {}

    /** An event as documents tell it. */
    record Event(String type, long version, String command, String occurredAt) {
        public Event {
            type = type.intern();
        }
    }

    /** An element of a history: the event, the record that caused it, and its own place. */
    record Step(Event event, At cause, At at) {}

    /** Where a record stands. */
    record At(String topic, int partition, long offset) {
        public At {
            topic = topic.intern();
        }
    }
}
