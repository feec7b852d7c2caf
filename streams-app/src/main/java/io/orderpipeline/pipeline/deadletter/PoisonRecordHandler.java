package io.orderpipeline.pipeline.deadletter;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a dead letter of a record that failed by its own fault before it had any effect. Every
 * other failure aborts the transaction: resuming after an effect would commit half a command.
 */
public final class PoisonRecordHandler implements ProcessingExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(PoisonRecordHandler.class);

    private DeadLetter deadLetter;

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetter = DeadLetter.configured(settings);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof PoisonRecordException poison)) {
            return Response.fail();
        }
        log.warn("dead letter: {}", poison.getMessage());
        DeadLetter.Failure failure =
                new DeadLetter.Failure(
                        context.sourceRawKey(),
                        context.sourceRawValue(),
                        poison.stage(),
                        poison.failure());
        return Response.resume(List.of(deadLetter.of(context, failure)));
    }
}
