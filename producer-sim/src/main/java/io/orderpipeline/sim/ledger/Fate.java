package io.orderpipeline.sim.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the client knows of a record that it sent. */
public enum Fate {
    /** The brokers have it. */
    @JsonProperty("acknowledged")
    ACKNOWLEDGED,
    /** The brokers do not have it and never will. */
    @JsonProperty("refused")
    REFUSED,
    /** Time ran out: the brokers may have it or not. */
    @JsonProperty("unknown")
    UNKNOWN
}
