package io.orderpipeline.launcher;

import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** The versions that a bug report needs. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String own =
                Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)");
        return new String[] {
            "order-pipeline " + own,
            "Kafka " + AppInfoParser.getVersion(),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }
}
