package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where the record stands that is being processed. */
final class Provenance {

    private Provenance() {}

    static Cause of(ProcessingContext context) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        return new Cause(metadata.topic(), metadata.partition(), metadata.offset());
    }
}
