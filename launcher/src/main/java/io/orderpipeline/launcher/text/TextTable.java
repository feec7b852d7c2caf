package io.orderpipeline.launcher.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents as a table, in columns as wide as they must be. Rows may come bit by bit: columns then
 * widen where they must, so that no more than one page has to be held. Not safe for several
 * threads.
 */
public final class TextTable {

    private static final String GAP = "  ";

    private final Palette palette;
    private final List<Column> columns;
    private final int[] widths;
    private boolean headed;

    public TextTable(Palette palette, List<Column> columns) {
        this.palette = palette;
        this.columns = List.copyOf(columns);
        this.widths = new int[columns.size()];
    }

    /** All of it at once. */
    public static String of(Palette palette, List<Column> columns, Iterable<JsonNode> rows) {
        return new TextTable(palette, columns).lines(rows);
    }

    /** The lines of further rows; the headings stand above the first ones. */
    public String lines(Iterable<JsonNode> rows) {
        List<List<String>> lines = new ArrayList<>();
        if (!headed) {
            lines.add(columns.stream().map(Column::heading).toList());
            headed = true;
        }
        rows.forEach(row -> lines.add(columns.stream().map(column -> column.cell(row)).toList()));
        lines.forEach(this::widen);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line(line)).append(System.lineSeparator()));
        return text.toString();
    }

    private void widen(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(columns.get(i).isStatus() ? palette.paint(cell) : cell)
                    .append(" ".repeat(widths[i] - cell.length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
