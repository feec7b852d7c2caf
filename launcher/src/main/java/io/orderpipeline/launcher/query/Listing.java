package io.orderpipeline.launcher.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.text.Column;
import io.orderpipeline.launcher.text.Palette;
import io.orderpipeline.launcher.text.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Where the pages of a list go, one after the other. */
sealed interface Listing {

    /** Writes the rows of the next page. */
    void add(JsonNode rows);

    /**
     * Writes what is left.
     *
     * @param next where the list goes on; empty at its end
     * @param missing partitions that could not be asked
     */
    void end(Optional<String> next, JsonNode missing);

    /** For people. */
    final class Table implements Listing {

        private final PrintWriter out;
        private final TextTable table;
        private boolean empty = true;

        Table(PrintWriter out, Palette palette, List<Column> columns) {
            this.out = out;
            this.table = new TextTable(palette, columns);
        }

        @Override
        public void add(JsonNode rows) {
            if (!rows.isEmpty()) {
                empty = false;
                out.print(table.lines(rows));
                out.flush();
            }
        }

        @Override
        public void end(Optional<String> next, JsonNode missing) {
            if (empty && next.isEmpty()) {
                out.println("None.");
                out.flush();
            }
        }
    }

    /** For programs: one document, as one page of everything would be. */
    final class Document implements Listing {

        private static final JsonMapper JSON =
                JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

        private final PrintWriter out;
        private final JsonGenerator document;

        Document(PrintWriter out, String member) {
            this.out = out;
            try {
                document = JSON.writerWithDefaultPrettyPrinter().createGenerator(out);
                document.writeStartObject();
                document.writeArrayFieldStart(member);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void add(JsonNode rows) {
            try {
                for (JsonNode row : rows) {
                    document.writeTree(row);
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void end(Optional<String> next, JsonNode missing) {
            try (document) {
                document.writeEndArray();
                if (next.isPresent()) {
                    document.writeStringField("next", next.get());
                }
                if (!missing.isEmpty()) {
                    document.writeFieldName("missing");
                    document.writeTree(missing);
                }
                document.writeEndObject();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            out.println();
            out.flush();
        }
    }
}
