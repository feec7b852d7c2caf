package io.orderpipeline.bench.figures;

/** What a benchmark found; its properties are its JSON document. */
public interface Figures {

    /** Whether the results were right, not only fast. */
    boolean ok();

    /** For people. */
    String text();

    /** The figure that matters most, as a picture; no part of the JSON document. */
    Chart chart();
}
