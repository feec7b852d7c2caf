package io.orderpipeline.sim.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The auditor's verdict, and the document that {@code --json} prints.
 *
 * @param invariants one row each, in the order I1 to I11, P
 * @param counts how much of what was read, by name
 * @param transactions where the payment transactions are
 * @param notes what the auditor left out or had to wait for
 */
public record AuditReport(
        List<AuditRow> invariants,
        Map<String, Long> counts,
        TransactionCounts transactions,
        List<String> notes) {

    public AuditReport {
        invariants = List.copyOf(invariants);
        notes = List.copyOf(notes);
    }

    /** True when every row is. */
    @JsonProperty(index = 0)
    public boolean ok() {
        return invariants.stream().allMatch(AuditRow::ok);
    }
}
