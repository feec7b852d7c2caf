package io.orderpipeline.sim.audit;

/** So much money belongs to this transaction, which belongs to this order: so says a record. */
record Claim(String orderId, String transactionId, Amount amount) {

    /** The transaction's key in the ledger. */
    String key() {
        return key(orderId, transactionId);
    }

    static String key(String orderId, String transactionId) {
        return orderId + "/" + transactionId;
    }

    /** For people. */
    @Override
    public String toString() {
        return key() + " " + amount;
    }
}
