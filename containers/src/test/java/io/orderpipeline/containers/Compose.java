package io.orderpipeline.containers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Compose of this machine: v2 is a plugin of {@code docker}, v1 a program of its own. */
record Compose(List<String> command, String version) {

    static final String NONE = "neither docker compose nor docker-compose is installed";

    /** v2 first. */
    static List<Compose> installed() {
        return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .flatMap(command -> installed(command).stream())
                .toList();
    }

    private static Optional<Compose> installed(List<String> command) {
        Engine.Run told = Engine.run(command, List.of("version", "--short"));
        return told.ok()
                ? Optional.of(new Compose(command, told.output().strip()))
                : Optional.empty();
    }

    /** v2 where there is one, or the version that {@code -Dcompose=1} begins. */
    static Optional<Compose> chosen() {
        String wanted = System.getProperty("compose", "");
        Optional<Compose> chosen =
                installed().stream().filter(each -> each.version.startsWith(wanted)).findFirst();
        if (chosen.isEmpty() && !wanted.isEmpty()) {
            throw new IllegalStateException("-Dcompose=" + wanted + ", but here is " + installed());
        }
        return chosen;
    }

    Engine.Run run(Map<String, String> environment, String... arguments) {
        return Engine.run(
                environment, Stream.concat(command.stream(), Stream.of(arguments)).toList());
    }

    @Override
    public String toString() {
        return String.join(" ", command) + " " + version;
    }
}
