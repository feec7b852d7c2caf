package io.orderpipeline.sim.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderpipeline.topic.DeadLetterHeaders;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where the record behind a dead letter stands, by the dead letter's headers.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset there
 */
public record FailingRecord(String topic, int partition, long offset) {

    /** Empty when a header is missing or says no possible place. */
    public static Optional<FailingRecord> of(Headers headers) {
        Optional<String> topic = text(headers, DeadLetterHeaders.TOPIC);
        Optional<String> partition = text(headers, DeadLetterHeaders.PARTITION);
        Optional<String> offset = text(headers, DeadLetterHeaders.OFFSET);
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        try {
            FailingRecord found =
                    new FailingRecord(
                            topic.get(),
                            Integer.parseInt(partition.get()),
                            Long.parseLong(offset.get()));
            return Optional.of(found).filter(place -> place.partition >= 0 && place.offset >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A header's text, the last one's if there are several. */
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return Optional.ofNullable(header).map(Header::value).map(text -> new String(text, UTF_8));
    }
}
