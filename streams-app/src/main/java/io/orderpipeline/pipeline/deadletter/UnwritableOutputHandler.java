package io.orderpipeline.pipeline.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Never resumes, because the record whose output failed has had other effects by now. Where the
 * output itself is at fault it goes into quarantine, and its record becomes a dead letter when it
 * is decided again after the abort; where the broker is at fault, everything is simply tried again.
 */
public final class UnwritableOutputHandler implements ProductionExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(UnwritableOutputHandler.class);

    private Quarantine quarantine;

    @Override
    public void configure(Map<String, ?> settings) {
        quarantine = (Quarantine) Objects.requireNonNull(settings.get(FailureHandlers.QUARANTINE));
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context,
            ProducerRecord<byte[], byte[]> output,
            Exception exception) {
        if (exception instanceof RecordTooLargeException && output.value() != null) {
            quarantine.mark(output.value(), exception.toString());
            log.error(
                    "an output of order {} to {} cannot be written; its transaction is aborted, and its"
                            + " command becomes a dead letter when it is decided again: {}",
                    new String(output.key(), StandardCharsets.UTF_8),
                    output.topic(),
                    exception.getMessage());
        }
        return Response.fail();
    }

    /** Cannot happen to our topologies: what they forward and store is serialised before. */
    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord output,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }
}
