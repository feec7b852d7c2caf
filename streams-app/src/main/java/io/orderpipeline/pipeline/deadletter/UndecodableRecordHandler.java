package io.orderpipeline.pipeline.deadletter;

import io.orderpipeline.serde.UndecodableRecordException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a dead letter of what cannot be decoded; stops the thread when only the registry was
 * missing.
 */
public final class UndecodableRecordHandler implements DeserializationExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(UndecodableRecordHandler.class);

    private DeadLetter deadLetter;

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetter = DeadLetter.configured(settings);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context,
            ConsumerRecord<byte[], byte[]> record,
            Exception exception) {
        if (!(exception instanceof UndecodableRecordException)) {
            log.error(
                    "{}-{}@{} could not be read, and not by its own fault; it will be tried again: {}",
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    exception.getMessage());
            return Response.fail();
        }
        log.warn(
                "dead letter: {}-{}@{}: {}",
                context.topic(),
                context.partition(),
                context.offset(),
                exception.getMessage());
        DeadLetter.Failure failure =
                new DeadLetter.Failure(record.key(), record.value(), "deserialization", exception);
        return Response.resume(List.of(deadLetter.of(context, failure)));
    }
}
