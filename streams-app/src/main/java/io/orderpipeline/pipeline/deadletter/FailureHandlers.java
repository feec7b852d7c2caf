package io.orderpipeline.pipeline.deadletter;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** The exception handlers of an application, as settings for {@link StreamsConfig}. */
public final class FailureHandlers {

    static final String QUARANTINE = "order.pipeline.quarantine";

    private FailureHandlers() {}

    /** The settings; {@code quarantine} must be the one that the application's topology asks. */
    public static Map<String, Object> settings(Quarantine quarantine) {
        return Map.of(
                QUARANTINE,
                quarantine,
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                UndecodableRecordHandler.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                PoisonRecordHandler.class,
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                UnwritableOutputHandler.class);
    }
}
