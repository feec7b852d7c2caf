package io.orderpipeline.sim.ledger;

/** A ledger cannot be read or written; the message names the file and, if known, the line. */
public final class LedgerException extends RuntimeException {

    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
