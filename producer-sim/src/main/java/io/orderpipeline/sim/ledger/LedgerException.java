package io.orderpipeline.sim.ledger;

/** A ledger cannot be read or written; the message names the file and, if known, the line. */
public final class LedgerException extends RuntimeException {

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
