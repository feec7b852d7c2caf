package io.orderpipeline.pipeline;

import io.orderpipeline.order.Cause;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where the record stands that is being processed. */
public final class Provenance {

    private Provenance() {}

    /** The position of the record at hand. */
    public static Cause of(ProcessingContext context) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        return new Cause(metadata.topic(), metadata.partition(), metadata.offset());
    }
}
