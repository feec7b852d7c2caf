package io.orderpipeline.runtime;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Sets up logging for the command {@code app}, whose log is its output. */
final class AppLogging {

    private AppLogging() {}

    /** Applies {@code logback-app.xml}, unless the operator brought a file of his own. */
    static void start() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        URL settings = AppLogging.class.getResource("/logback-app.xml");
        if (settings == null
                || System.getProperty("logback.configurationFile") != null
                || !(factory instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(settings);
        } catch (JoranException broken) {
            throw new IllegalStateException("logback-app.xml cannot be read", broken);
        }
    }
}
