package io.orderpipeline.sim.traffic;

/** The commands that customers send; {@link #schemaName()} is the name of the payload's schema. */
enum CommandType {
    PLACE("PlaceOrder"),
    PAY("ConfirmPayment"),
    FULFIL("FulfilOrder"),
    CANCEL("CancelOrder");

    private final String schemaName;

    CommandType(String schemaName) {
        this.schemaName = schemaName;
    }

    String schemaName() {
        return schemaName;
    }
}
