package io.orderpipeline.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamParserTest {

    private final EventStreamParser parser = new EventStreamParser("before");

    private List<ServerEvent> parse(String... lines) {
        List<ServerEvent> events = new ArrayList<>();
        for (String line : lines) {
            parser.line(line).ifPresent(events::add);
        }
        return events;
    }

    @Test
    void a_blank_line_ends_an_event() {
        assertThat(parse("id: 7", "event: order", "data: {}", "", "data: next", ""))
                .containsExactly(
                        new ServerEvent("7", "order", "{}"),
                        new ServerEvent("7", "message", "next"));
        assertThat(parser.lastEventId()).isEqualTo("7");
    }

    @Test
    void data_lines_are_joined() {
        assertThat(parse("data: a", "data:", "data", "data:  b", ""))
                .containsExactly(new ServerEvent("before", "message", "a\n\n\n b"));
    }

    @Test
    void comments_and_unknown_fields_are_no_events() {
        assertThat(parse(": heartbeat", "", ":", "", "colour: red", "", "nonsense", "")).isEmpty();
    }

    @Test
    void an_event_type_without_data_is_forgotten() {
        assertThat(parse("event: order", "", "data: x", ""))
                .containsExactly(new ServerEvent("before", "message", "x"));
    }

    @Test
    void an_id_without_data_says_where_to_go_on() {
        assertThat(parse("id: 0:4,1:9", "")).isEmpty();
        assertThat(parser.lastEventId()).isEqualTo("0:4,1:9");
    }

    @Test
    void an_event_that_was_cut_off_counts_for_nothing() {
        assertThat(parse("id: 8", "data: half")).isEmpty();
        assertThat(parser.lastEventId()).isEqualTo("before");
    }

    @Test
    void an_empty_id_takes_the_id_back_and_one_with_a_null_is_ignored() {
        parse("id: 5", "", "id: 6\0", "");
        assertThat(parser.lastEventId()).isEqualTo("5");
        parse("id", "");
        assertThat(parser.lastEventId()).isEmpty();
    }

    @Test
    void the_wait_before_coming_back_is_the_servers_last_word() {
        assertThat(parser.retry()).isEmpty();
        parse("retry: 1500", "retry: 2000");
        assertThat(parser.retry()).contains(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "1000000000000", "\u0661"})
    void a_wait_that_is_no_number_is_ignored(String wait) {
        parse("retry: 10", "retry: " + wait);
        assertThat(parser.retry()).contains(Duration.ofMillis(10));
    }

    @Test
    void a_byte_order_mark_is_skipped_at_the_beginning_only() {
        assertThat(parse("\uFEFFdata: a", "", "\uFEFFdata: b", "", "data: c", ""))
                .extracting(ServerEvent::data)
                .containsExactly("a", "c");
    }
}
