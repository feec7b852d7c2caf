package io.orderpipeline.launcher;

import java.nio.file.Path;

/** Where the project keeps what it runs: {@code .pipeline} in the root of the checkout. */
final class ProjectHome {

    private ProjectHome() {}

    /** The root of the checkout, as the launcher script gives it. */
    static Path root() {
        return Path.of(System.getProperty("pipeline.home", ".")).toAbsolutePath().normalize();
    }

    /** The folder of the stack that {@code up} starts. */
    static Path stack() {
        return root().resolve(".pipeline/stack");
    }
}
