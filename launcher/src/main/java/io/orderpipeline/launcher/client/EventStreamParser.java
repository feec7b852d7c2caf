package io.orderpipeline.launcher.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the lines of an event stream together to events, as the HTML standard says ("Interpreting an
 * event stream", section 9.2.6). An event that its blank line does not end is none: neither its
 * data nor its id counts. Not safe for several threads.
 */
public final class EventStreamParser {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int MAX_RETRY_DIGITS = 9;

    private final List<String> data = new ArrayList<>();
    private String type = "";
    private String id;
    private String lastEventId;
    private Optional<Duration> retry = Optional.empty();
    private boolean first = true;

    /**
     * @param lastEventId of the connection before this one; empty on the first
     */
    public EventStreamParser(String lastEventId) {
        this.id = lastEventId;
        this.lastEventId = lastEventId;
    }

    /** Takes the next line, without its end; the event, when the line ends one. */
    public Optional<ServerEvent> line(String text) {
        String line = first && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        first = false;
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            field(line, "");
        } else if (colon > 0) { // a line that begins with a colon is a comment
            String value = line.substring(colon + 1);
            field(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        }
        return Optional.empty();
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> data.add(value);
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            case "retry" -> retry = milliseconds(value).or(() -> retry);
            default -> {} // the standard ignores them
        }
    }

    private static Optional<Duration> milliseconds(String value) {
        boolean number =
                value.length() <= MAX_RETRY_DIGITS
                        && !value.isEmpty()
                        && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Duration.ofMillis(Long.parseLong(value))) : Optional.empty();
    }

    private Optional<ServerEvent> end() {
        lastEventId = id;
        Optional<ServerEvent> event =
                data.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new ServerEvent(
                                        id,
                                        type.isEmpty() ? "message" : type,
                                        String.join("\n", data)));
        data.clear();
        type = "";
        return event;
    }

    /** Where to go on after a lost connection; empty when the server never named an id. */
    public String lastEventId() {
        return lastEventId;
    }

    /** How long the server wants one to wait before coming back, when it said so. */
    public Optional<Duration> retry() {
        return retry;
    }
}
