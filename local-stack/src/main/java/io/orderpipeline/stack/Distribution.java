package io.orderpipeline.stack;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** The class path of a broker, always in the same order: class archives depend on it. */
    String brokerClassPath() {
        return brokerJars().stream().map(Path::toString).collect(joining(File.pathSeparator));
    }

    /** Where a broker's class archive is or will be. */
    ClassArchive brokerArchive() {
        return ClassArchive.of(archives(), "kafka", brokerJars());
    }

    /** Where the registry's class archive is or will be. */
    ClassArchive registryArchive() {
        return ClassArchive.of(archives(), "registry", List.of(registryJar));
    }

    private Path archives() {
        return kafkaJars.resolveSibling("archives");
    }

    private List<Path> brokerJars() {
        try (Stream<Path> files = Files.list(kafkaJars)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + kafkaJars, e);
        }
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
