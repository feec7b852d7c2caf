package io.orderpipeline.sim.gateway;

import io.orderpipeline.sim.ledger.Line;

/** What the desk answers to a request. */
sealed interface Answer {

    /** The money goes back now: into the book, then into the journal. */
    record Execute(Line.Refunded refund) implements Answer {}

    /** It went back before; the journal is told once more, in case it did not hear. */
    record Repeat(Line.Refunded refund) implements Answer {}

    /** Nothing is done. */
    record Refuse(String why) implements Answer {}
}
