package io.orderpipeline.pipeline.fold;

/** The key of an entry: which table it is in, and the text that is unlike all others there. */
record Key(Table table, String text) {

    byte[] bytes() {
        return table.key(text);
    }
}
