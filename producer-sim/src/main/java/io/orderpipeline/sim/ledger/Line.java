package io.orderpipeline.sim.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a ledger; the field {@code line} says which kind. Times are ISO 8601 instants. Fields
 * that do not apply are left out.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Line.Header.class, name = "header"),
    @JsonSubTypes.Type(value = Line.Planned.class, name = "plan"),
    @JsonSubTypes.Type(value = Line.Sent.class, name = "record"),
    @JsonSubTypes.Type(value = Line.Captured.class, name = "capture"),
    @JsonSubTypes.Type(value = Line.Refunded.class, name = "refund"),
    @JsonSubTypes.Type(value = Line.End.class, name = "end")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Line {

    /**
     * The first line.
     *
     * @param format version of the ledger's format, {@link Ledger#FORMAT}
     * @param seed the simulation's seed
     * @param topic where the records were sent
     * @param topicId the id that the broker gave that topic when it was created
     * @param startedAt when the simulation began
     * @param options all that determined the traffic
     */
    record Header(
            int format,
            long seed,
            String topic,
            String topicId,
            String startedAt,
            Map<String, Object> options)
            implements Line {}

    /**
     * What must come of an order, written before its first record.
     *
     * @param order the order id
     * @param records how many records are to be sent
     * @param status where the order must stand in the end
     * @param version at which version
     */
    record Planned(String order, int records, String status, long version) implements Line {}

    /**
     * What became of one record.
     *
     * @param command command id
     * @param order order id
     * @param type the payload's type, or what is wrong with a poison record
     * @param kind why it was sent: original, resubmit, stale and so on
     * @param expected how it must end, in the form of {@code Outcome.text()}
     * @param fate what the client knows
     * @param partition where it was written, if acknowledged
     * @param offset where it was written, if acknowledged
     * @param error why it was refused or is unknown
     * @param attempts how often it was sent until its fate was known
     * @param sentAt when it was sent first
     * @param knownAt when its fate was known
     */
    record Sent(
            String command,
            String order,
            String type,
            String kind,
            String expected,
            Fate fate,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String error,
            int attempts,
            String sentAt,
            String knownAt)
            implements Line {

        /** Few different words stand in very many lines: keep each once. */
        public Sent {
            type = type.intern();
            kind = kind.intern();
            expected = expected.intern();
        }
    }

    /**
     * What became of one capture, which the gateway journals on {@code payment.transaction}.
     *
     * @param transaction transaction id
     * @param order order id, as the gateway knows it
     * @param amountMinor what was captured, in the minor unit
     * @param currency ISO 4217 code
     * @param region where the payment was made
     * @param confirmation {@code sent} or {@code dropped}: what the gateway did to tell the order
     * @param expected where the transaction must stand in the end: {@code TRACKED}, {@code
     *     RECOVERED} or {@code REFUNDED}
     * @param fate what the gateway knows of the journal record
     * @param partition where it was written, if acknowledged
     * @param offset where it was written, if acknowledged
     * @param error why it was refused or is unknown
     * @param attempts how often it was sent until its fate was known
     * @param sentAt when it was sent first
     * @param knownAt when its fate was known
     */
    record Captured(
            String transaction,
            String order,
            long amountMinor,
            String currency,
            String region,
            String confirmation,
            String expected,
            Fate fate,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String error,
            int attempts,
            String sentAt,
            String knownAt)
            implements Line {

        /** Few different words stand in very many lines: keep each once. */
        public Captured {
            currency = currency.intern();
            region = region.intern();
            confirmation = confirmation.intern();
            expected = expected.intern();
        }
    }

    /**
     * The gateway gave money back: written when it did, before the journal says so. Two lines for
     * one transaction would be money given back twice.
     *
     * @param transaction transaction id of the capture
     * @param refund id of the refund request
     * @param amountMinor in the minor unit
     * @param currency ISO 4217 code
     * @param executedAt when
     */
    record Refunded(
            String transaction, String refund, long amountMinor, String currency, String executedAt)
            implements Line {}

    /**
     * The last line of a ledger that was closed.
     *
     * @param acknowledged records written for certain
     * @param refused records not written for certain
     * @param unknown records that may have been written
     * @param complete false when the simulation was stopped before all was sent
     */
    record End(long acknowledged, long refused, long unknown, boolean complete) implements Line {}
}
