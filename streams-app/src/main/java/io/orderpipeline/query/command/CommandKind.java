package io.orderpipeline.query.command;

/** What clients can have done to an order over HTTP, and where. */
public enum CommandKind {
    /** The order is created; its id is in the body. */
    PLACE("/orders"),
    /** The order is paid. */
    PAY("/orders/{id}/payment"),
    /** The order is shipped. */
    FULFIL("/orders/{id}/fulfilment"),
    /** The order is cancelled. */
    CANCEL("/orders/{id}/cancellation");

    private final String path;

    CommandKind(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
