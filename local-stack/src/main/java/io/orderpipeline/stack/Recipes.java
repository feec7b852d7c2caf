package io.orderpipeline.stack;

import io.orderpipeline.stack.child.BrokerMain;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How the members of a stack are run: their command lines and the files that those name. Both are
 * made when a member is started, so looking at a stack and stopping it needs nothing but its state.
 */
final class Recipes {

    private static final String LOG_CONFIG = "broker-log4j2.properties";

    private final StackSpec spec;
    private final StackHome home;

    Recipes(StackSpec spec) {
        this.spec = spec;
        this.home = new StackHome(spec.home());
    }

    Member.Recipe broker(BrokerNode node, StackState state) {
        return new Member.Recipe(
                node.name(),
                node.port(),
                () -> brokerCommand(node, state),
                home.log(node.name()),
                new BrokerProbe(node, state.clusterId()));
    }

    Member.Recipe registry(StackState state) {
        return new Member.Recipe(
                StackState.REGISTRY,
                state.registryPort(),
                () -> registryCommand(state),
                home.log(StackState.REGISTRY),
                new RegistryProbe(state.registryUrl()));
    }

    private List<String> brokerCommand(BrokerNode node, StackState state) {
        Distribution distribution = Distribution.locate();
        Path properties = writeBrokerConfig(node, state);
        List<String> flags = new ArrayList<>(brokerFlags());
        flags.addAll(distribution.brokerArchive().useFlags());
        List<String> arguments =
                List.of(
                        state.clusterId(),
                        home.data(node.name()).toString(),
                        properties.toString(),
                        spec.detached() ? "detached" : "guarded");
        // Last on the class path, so that our classes never shadow the broker's.
        String classPath =
                distribution.brokerClassPath() + File.pathSeparator + JavaCommand.guardPath();
        return JavaCommand.of(flags, classPath, BrokerMain.class.getName(), arguments);
    }

    private List<String> registryCommand(StackState state) {
        Distribution distribution = Distribution.locate();
        String jar = distribution.registryJar().toString();
        String main = distribution.registryMainClass();
        List<String> flags = new ArrayList<>(registryFlags(state));
        flags.addAll(distribution.registryArchive().useFlags());
        return spec.detached()
                ? JavaCommand.of(flags, jar, main, List.of())
                : JavaCommand.guarded(flags, jar, main, List.of());
    }

    /** Writes the files that a broker's command line names, and returns its settings. */
    Path writeBrokerConfig(BrokerNode node, StackState state) {
        Path properties = home.config(node.name() + ".properties");
        home.writeConfig(
                properties, BrokerConfig.lines(node, state.brokers(), home.data(node.name())));
        home.writeConfig(home.config(LOG_CONFIG), logConfig());
        return properties;
    }

    List<String> brokerFlags() {
        return List.of(
                "-Xms128m",
                "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlog4j2.configurationFile=" + home.config(LOG_CONFIG));
    }

    List<String> registryFlags(StackState state) {
        // The default database is in memory and would give every schema a new id after a restart;
        // without a write delay, what the registry has acknowledged also survives SIGKILL.
        String database =
                "jdbc:h2:file:"
                        + home.data(StackState.REGISTRY).resolve("schemas")
                        + ";WRITE_DELAY=0";
        List<String> flags = new ArrayList<>();
        flags.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        flags.add("-Dapicurio.datasource.url=" + database);
        flags.add("-Dquarkus.http.host=" + Ports.HOST);
        flags.add("-Dquarkus.http.port=" + state.registryPort());
        flags.add("-Dquarkus.banner.enabled=false");
        return flags;
    }

    private static List<String> logConfig() {
        try (InputStream in = Recipes.class.getResourceAsStream(LOG_CONFIG)) {
            byte[] bytes = Objects.requireNonNull(in, LOG_CONFIG).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LOG_CONFIG, e);
        }
    }
}
