package io.orderpipeline.launcher.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.List;

/**
 * What a fault did; the document that {@code --json} prints.
 *
 * @param fault its name
 * @param what what it did, in a sentence
 * @param count how many things are damaged
 * @param damaged the first of them by name
 * @param find how to find it
 * @param repair the command that repairs it
 */
record FaultReport(
        String fault, String what, long count, List<String> damaged, String find, String repair) {

    private static final int SHOWN = 10;

    FaultReport {
        damaged = damaged.stream().limit(SHOWN).toList();
    }

    void print(PrintWriter out, boolean json) {
        out.print(json ? document() : text());
        out.flush();
    }

    private String document() {
        try {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            return mapper.writeValueAsString(this) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text() {
        String more = count > damaged.size() ? ", …" : "";
        return "fault    %s%ndamaged  %s%n         %s%s%nfind     %s%nrepair   %s%n"
                .formatted(fault, what, String.join(", ", damaged), more, find, repair);
    }
}
