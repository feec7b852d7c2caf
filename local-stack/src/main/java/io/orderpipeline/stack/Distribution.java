package io.orderpipeline.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The broker's jars and the registry on disk, as the build lays them out.
 *
 * @param kafkaJars the folder with the broker's jars
 * @param registryJar the registry's runnable jar, which names its libraries in its manifest
 */
record Distribution(Path kafkaJars, Path registryJar) {

    /** The system property that names the root of the checkout. */
    static final String HOME_PROPERTY = "pipeline.home";

    /** The distribution of this checkout. */
    static Distribution locate() {
        return locate(Path.of(System.getProperty(HOME_PROPERTY, ".")));
    }

    static Distribution locate(Path home) {
        Path root = home.resolve("local-stack/distribution/target").toAbsolutePath().normalize();
        Path kafka = root.resolve("kafka");
        Path registry = root.resolve("registry");
        if (!Files.isDirectory(kafka) || !Files.isDirectory(registry)) {
            throw missing(root);
        }
        return new Distribution(kafka, runner(registry));
    }

    /** The class path of a broker; the guard's classes come last and so shadow nothing. */
    String brokerClassPath() {
        return kafkaJars.resolve("*") + File.pathSeparator + JavaCommand.guardPath();
    }

    /** The registry's main class. */
    String registryMainClass() {
        try (JarFile jar = new JarFile(registryJar.toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + registryJar, e);
        }
    }

    private static Path runner(Path registry) {
        try (Stream<Path> files = Files.list(registry)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> missing(registry));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + registry, e);
        }
    }

    private static StackException missing(Path where) {
        return new StackException(
                "The brokers and the registry are not unpacked in "
                        + where
                        + ". Run ./pipeline, which builds what is missing, or `mvn package`; a program"
                        + " started by hand also needs -D"
                        + HOME_PROPERTY
                        + "=<root of the checkout>.");
    }
}
