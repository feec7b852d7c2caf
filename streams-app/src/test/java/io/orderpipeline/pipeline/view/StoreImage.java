package io.orderpipeline.pipeline.view;

import io.orderpipeline.pipeline.fold.Entries.Keys;
import io.orderpipeline.pipeline.fold.FoldStore;
import io.orderpipeline.pipeline.fold.Table;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Everything in a store, as text. */
final class StoreImage {

    static final Keys ALL = new Keys("", "\u007f", false, Integer.MAX_VALUE);

    private static final HexFormat HEX = HexFormat.of();

    private StoreImage() {}

    static List<String> of(FoldStore store) {
        List<String> image = new ArrayList<>();
        image.add("counts " + new TreeMap<>(store.counts()));
        image.add("progress " + store.progress());
        for (char tag = '!'; tag < '\u007f'; tag++) {
            Table table = new Table(tag);
            store.read(entries -> entries.range(table, ALL))
                    .forEach(
                            entry ->
                                    image.add(
                                            table.tag()
                                                    + entry.key()
                                                    + " = "
                                                    + HEX.formatHex(entry.value())));
        }
        return image;
    }
}
