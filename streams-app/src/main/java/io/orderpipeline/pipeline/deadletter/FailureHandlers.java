package io.orderpipeline.pipeline.deadletter;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;

/**
 * The exception handlers of an application, as settings for {@link StreamsConfig}. Nothing fails
 * while Kafka Streams decodes, because the sources hand over bytes; if it ever did, the thread
 * would stop rather than skip a record.
 */
public final class FailureHandlers {

    static final String QUARANTINE = "order.pipeline.quarantine";

    private FailureHandlers() {}

    /** The settings; {@code quarantine} must be the one that the application's topology asks. */
    public static Map<String, Object> settings(Quarantine quarantine) {
        return Map.of(
                QUARANTINE,
                quarantine,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndFailExceptionHandler.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                PoisonRecordHandler.class,
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                UnwritableOutputHandler.class);
    }
}
