package io.orderpipeline.sim.traffic;

/**
 * The value of an option is not allowed; the message names option, value and what is allowed. Of
 * its own type, so that no other illegal argument is taken for a mistake of the caller.
 */
public final class RefusedOptionException extends IllegalArgumentException {

    RefusedOptionException(String message) {
        super(message);
    }
}
