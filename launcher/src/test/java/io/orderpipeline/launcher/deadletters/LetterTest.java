package io.orderpipeline.launcher.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderpipeline.topic.DeadLetterHeaders;
import io.orderpipeline.topic.RedriveHeaders;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a letter, and how it is shown. */
class LetterTest {

    @ParameterizedTest
    @CsvSource({
        "3@17, order.dead-letter, 3, 17",
        "order.command-3@17, order.command, 3, 17",
        "order-pipeline-decider-orders-changelog-0@5, order-pipeline-decider-orders-changelog, 0, 5"
    })
    void a_place_is_read_as_it_is_printed(String text, String topic, int partition, long offset) {
        RecordPlace place = new RecordPlace(topic, partition, offset);

        assertThat(RecordPlace.parse(text)).contains(place);
        assertThat(place).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3@",
                "@3",
                "a@b",
                "order.command-3",
                "-1@2",
                "3@-1",
                "3@17 ",
                "9999999999@1"
            })
    void anything_else_is_no_place(String text) {
        assertThat(RecordPlace.parse(text)).isEmpty();
    }

    @Test
    void the_record_s_own_headers_are_told_from_the_letter_s() {
        Letter letter = LetterSamples.tried("o-1", 7, 2);

        assertThat(letter.content().headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder("trace", RedriveHeaders.ATTEMPTS, RedriveHeaders.ORIGIN);
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(letter.origin()).isEqualTo("order.command-4@1");
        assertThat(letter.source()).hasToString("order.command-5@107");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "99999999999"})
    void a_strange_number_of_attempts_is_none(String text) {
        Letter letter =
                LetterSamples.letter(
                        "order.command", "o-1", 7, Map.of(RedriveHeaders.ATTEMPTS, text));

        assertThat(letter.attempts()).isZero();
    }

    @Test
    void a_letter_without_a_place_is_none() {
        var record = LetterSamples.record("order.command", "o-1", 7, Map.of());
        record.headers().remove(DeadLetterHeaders.OFFSET);

        assertThat(Letter.of(record)).isEmpty();
    }

    @Test
    void text_is_shown_as_text_and_anything_else_in_hexadecimal_and_not_all_of_it() {
        assertThat(LetterDocument.text("grüße".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo("grüße");
        assertThat(LetterDocument.text(new byte[] {7, 7, (byte) 0xff})).isEqualTo("hex 0707ff");
        assertThat(LetterDocument.text(new byte[] {'a', 27, '['})).startsWith("hex ");
        assertThat(LetterDocument.text(new byte[1_000_000]))
                .hasSizeLessThan(600)
                .endsWith("… (1000000 bytes)");
    }

    @Test
    void the_document_has_what_the_record_says_and_what_is_wrong_with_it() {
        Letter letter = LetterSamples.command("o-1", 7);
        Letters letters = LetterSamples.letters(letter);

        ObjectNode readable =
                LetterDocument.whole(
                        letter,
                        letters,
                        LetterSamples.reading(LetterSamples.cancel("o-1", "c-1", 3L)));
        ObjectNode poison =
                LetterDocument.whole(letter, letters, Reading.unreadable("its first byte is 0x07"));

        assertThat(readable.at("/payload/commandId").asText()).isEqualTo("c-1");
        assertThat(readable.at("/headers/trace").asText()).isEqualTo("abc");
        assertThat(readable.has("raw")).isFalse();
        assertThat(poison.path("raw").asText()).isEqualTo("hex 010203");
        assertThat(LetterText.details(poison))
                .contains(
                        "problem      its first byte is 0x07", "source       order.command-5@107");
        assertThat(LetterText.table(java.util.List.of(poison)))
                .contains("PLACE", "0@7", "open", "order.command-5@107");
    }
}
