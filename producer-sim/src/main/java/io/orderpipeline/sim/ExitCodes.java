package io.orderpipeline.sim;

import io.orderpipeline.registry.IncompatibleSchemaException;
import io.orderpipeline.sim.client.EnvironmentException;
import io.orderpipeline.sim.ledger.LedgerException;
import io.orderpipeline.sim.traffic.RefusedOptionException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;

/** What the commands of this module exit with, and what they say when they cannot go on. */
final class ExitCodes {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int ENVIRONMENT = 3;
    static final int INTERRUPTED = 130;

    private ExitCodes() {}

    /** Runs the command; errors that a person can mend are told without a stack trace. */
    static int of(CommandLine line, Callable<Integer> command) throws Exception {
        try {
            return command.call();
        } catch (RefusedOptionException e) {
            throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
        } catch (EnvironmentException | LedgerException | IncompatibleSchemaException e) {
            return environment(line, String.valueOf(e.getMessage()));
        } catch (KafkaException e) {
            return environment(line, "broker or registry failed: " + e);
        }
    }

    private static int environment(CommandLine line, String message) {
        PrintWriter err = line.getErr();
        err.println(line.getColorScheme().errorText(message));
        err.flush();
        return ENVIRONMENT;
    }
}
