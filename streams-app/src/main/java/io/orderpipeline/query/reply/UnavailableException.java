package io.orderpipeline.query.reply;

/**
 * Nobody can tell here and now; never to be taken for "there is none". An exception and no value,
 * because every question can end so and only the edge of HTTP has anything to do about it. Has no
 * stack trace: it is ordinary during a rebalance.
 */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * Says why.
     *
     * @param detail what happens, for people
     */
    public UnavailableException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What happens, for people. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Why an answer is not to be had. */
    public enum Reason {
        /** The application has not started yet. */
        STARTING("starting"),
        /** Partitions are being assigned anew. */
        REBALANCING("rebalancing"),
        /** The store is being rebuilt from its changelog. */
        RESTORING("restoring"),
        /** The store is whole, but not yet as far as its predecessor may have been. */
        CATCHING_UP("catching up"),
        /** Another instance owns the key. */
        ELSEWHERE("elsewhere"),
        /** The application failed or was stopped. */
        NOT_RUNNING("not running"),
        /** Another generation of the views takes over. */
        SWITCHING("switching"),
        /** The brokers do not say which generation of the views is live. */
        CUT_OFF("cut off"),
        /** As many requests wait as may. */
        BUSY("busy"),
        /** This process does not host the views. */
        NOT_HOSTED("not hosted");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The reason as responses write it. */
        public String label() {
            return label;
        }
    }
}
