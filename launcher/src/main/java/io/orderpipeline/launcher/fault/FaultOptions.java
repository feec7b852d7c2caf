package io.orderpipeline.launcher.fault;

import io.orderpipeline.launcher.rebuild.Consent;
import io.orderpipeline.launcher.rebuild.RefusedException;
import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.sim.traffic.RefusedOptionException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every fault that is done to brokers takes, and how it is done. Filled by picocli. */
final class FaultOptions {

    private static final int MOST = 1_000_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What all chance derives from: the same seed, the same damage.")
    private Optional<Long> seed;

    @Option(names = "--yes", description = "Also where the brokers are not on this machine.")
    private boolean yes;

    @Option(names = "--json", description = "Print a JSON document.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Fields are set by picocli before anything is called. */
    @SuppressWarnings("NullAway.Init")
    private FaultOptions() {}

    static FaultOptions unset() {
        return new FaultOptions();
    }

    /** Does the damage and says what it did. */
    interface Damage {
        FaultReport happen(long seed);
    }

    /**
     * Has the damage done where it is meant, and prints what it did.
     *
     * @param what what would happen
     * @return the exit code
     */
    int happen(AppConfig config, String what, Damage damage) {
        try {
            Consent.require(config.cluster().bootstrapServers(), yes, what);
            damage.happen(seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1, 1L << 40)))
                    .print(spec.commandLine().getOut(), json);
            return 0;
        } catch (RefusedOptionException refused) {
            throw misused(String.valueOf(refused.getMessage()));
        } catch (RefusedException refused) {
            tell(String.valueOf(refused.getMessage()));
            return 1;
        }
    }

    /** A usage error unless so many can be damaged. */
    void requireCount(int count) {
        if (count < 1 || count > MOST) {
            throw misused("--count: %d (allowed: 1 to %d)".formatted(count, MOST));
        }
    }

    private ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** Says what is no part of the answer. */
    void tell(String line) {
        spec.commandLine().getErr().println(line);
    }
}
