package io.orderpipeline.pipeline.view;

/** Key of a rejected command's outcome: {@code <orderId>/<commandId>}. */
public record RejectionKey(String orderId, String commandId) {

    /** The key in the store. */
    public String text() {
        return orderId + TransactionKey.SEPARATOR + commandId;
    }
}
