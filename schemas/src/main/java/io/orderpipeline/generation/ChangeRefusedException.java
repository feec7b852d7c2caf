package io.orderpipeline.generation;

/** A change that the table, as it was when the change came, does not allow. */
public final class ChangeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangeRefusedException(String reason) {
        super(reason);
    }
}
