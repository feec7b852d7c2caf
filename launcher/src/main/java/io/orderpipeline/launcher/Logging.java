package io.orderpipeline.launcher;

import java.util.List;
import java.util.Map;

/** Chooses what is logged where, by the properties that logback.xml reads when logging begins. */
final class Logging {

    private static final Map<String, String> SERVICE =
            Map.of(
                    "pipeline.log.target", "System.out",
                    "pipeline.log.level", "INFO",
                    "pipeline.log.kafka", "INFO",
                    "pipeline.log.pattern",
                            "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{0} %msg%n");

    private Logging() {}

    /** To be called before the first logger exists; a property set by the user wins. */
    static void choose(List<String> arguments) {
        boolean service = arguments.stream().findFirst().filter("app"::equals).isPresent();
        if (service) {
            SERVICE.forEach(
                    (key, value) -> System.setProperty(key, System.getProperty(key, value)));
        }
    }
}
