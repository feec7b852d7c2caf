package io.orderpipeline.pipeline;

import io.orderpipeline.order.compensation.Transaction;

/** Key of the ledger: order id and transaction id, with a slash, which neither can contain. */
record LedgerKey(String orderId, String transactionId) {

    static LedgerKey of(Transaction transaction) {
        return new LedgerKey(transaction.orderId(), transaction.transactionId());
    }

    static LedgerKey parse(String text) {
        int slash = text.indexOf('/');
        return new LedgerKey(text.substring(0, slash), text.substring(slash + 1));
    }

    String text() {
        return orderId + "/" + transactionId;
    }
}
