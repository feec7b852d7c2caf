package io.orderpipeline.sim.audit;

import java.util.Optional;
import java.util.regex.Pattern;

/** The auditor's own reading of what the schema allows in a record of the journal. Pure. */
final class JournalForm {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern TRANSACTION_ID = Pattern.compile("[A-Za-z0-9._:-]{1,60}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private JournalForm() {}

    /** What is wrong with it, if anything is. */
    static Optional<String> flaw(String key, JournalRecord.Entry entry) {
        Claim claim = entry.claim();
        if (!key.equals(claim.orderId())) {
            return Optional.of("its key is " + key + ", its order " + claim.orderId());
        }
        if (!ID.matcher(claim.orderId()).matches()
                || !TRANSACTION_ID.matcher(claim.transactionId()).matches()
                || entry.refundId().filter(id -> !ID.matcher(id).matches()).isPresent()) {
            return Optional.of("an id in it is none");
        }
        if (entry.refundId().isEmpty() && !ID.matcher(entry.region()).matches()) {
            return Optional.of("its region is none");
        }
        if (claim.amount().minor() < 0 || !CURRENCY.matcher(claim.amount().currency()).matches()) {
            return Optional.of(claim.amount() + " is no money");
        }
        return Optional.empty();
    }
}
