package io.orderpipeline.pipeline.deadletter;

import io.orderpipeline.order.Cause;
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
 * output itself is at fault, the input record goes into quarantine and becomes a dead letter when
 * it is read again after the abort; where the broker is at fault, it is simply tried again.
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
        if (exception instanceof RecordTooLargeException) {
            quarantineSource(context, output.topic(), exception);
        }
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord output,
            Exception exception,
            SerializationExceptionOrigin origin) {
        quarantineSource(context, output.topic(), exception);
        return Response.fail();
    }

    private void quarantineSource(ErrorHandlerContext context, String topic, Exception exception) {
        Cause cause = new Cause(context.topic(), context.partition(), context.offset());
        log.error(
                "the output of {} to {} cannot be written; its transaction is aborted and the record"
                        + " becomes a dead letter when it is read again: {}",
                cause,
                topic,
                exception.getMessage());
        quarantine.mark(
                cause, exception.getClass().getSimpleName() + ": " + exception.getMessage());
    }
}
