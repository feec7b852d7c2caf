package io.orderpipeline.runtime.config;

import java.util.List;

/** Prints the effective configuration: each key, its value, and where the value comes from. */
public final class ConfigTable {

    private ConfigTable() {}

    /** One line per key, in columns. */
    public static String of(AppConfig config) {
        List<Sourced> rows = config.effective();
        int keyWidth = rows.stream().mapToInt(row -> row.key().length()).max().orElse(1);
        int valueWidth = rows.stream().mapToInt(row -> row.value().length()).max().orElse(1);
        String line = "%-" + keyWidth + "s = %-" + valueWidth + "s  # %s%n";
        StringBuilder table = new StringBuilder();
        rows.forEach(row -> table.append(line.formatted(row.key(), row.value(), row.origin())));
        return table.toString();
    }
}
