package io.orderpipeline.registry;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry gave no usable answer, after bounded repetition. It says nothing about the record at
 * hand: that one is to be tried again later, never given up.
 */
public final class RegistryUnavailableException extends SerializationException {

    private static final long serialVersionUID = 1L;

    private final String url;

    RegistryUnavailableException(String url, String request, int attempts, Throwable cause) {
        super(message(url, request, attempts, cause), cause);
        this.url = url;
    }

    /** The registry's address, as configured. */
    public String url() {
        return url;
    }

    private static String message(String url, String request, int attempts, Throwable cause) {
        return ("The schema registry at %s did not answer usably: could not %s in %d attempt%s"
                        + " (last: %s). Check that it runs and that the URL is right; for"
                        + " Apicurio Registry it ends in /apis/ccompat/v7.")
                .formatted(url, request, attempts, attempts == 1 ? "" : "s", cause);
    }
}
