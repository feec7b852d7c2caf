package io.orderpipeline.runtime;

import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.query.reply.Tags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells builds of the app apart: what one made of events, another need not make of them. It is over
 * the code itself, because nobody can forget to change that: the same jars have the same.
 */
final class BuildFingerprint {

    private BuildFingerprint() {}

    /** Over the app, its schemas, and where the projection comes from. */
    static String of(OrderProjection projection) {
        List<Path> places =
                Stream.of(
                                App.class,
                                io.orderpipeline.schema.view.OrderView.class,
                                projection.getClass())
                        .map(BuildFingerprint::place)
                        .distinct()
                        .toList();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(bytes(nameOf(projection)));
        places.forEach(place -> add(content, place));
        return Tags.hash(content.toByteArray());
    }

    /** What follows in the name of a lambda's class differs from run to run. */
    private static String nameOf(OrderProjection projection) {
        return projection.getClass().getName().split("\\$\\$Lambda", 2)[0];
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("where is " + type + "?", malformed);
        }
    }

    /** A jar, or a folder of classes while one develops. */
    private static void add(ByteArrayOutputStream content, Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                content.writeBytes(bytes(place.relativize(file).toString()));
                content.writeBytes(Files.readAllBytes(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the app's code cannot be read", unreadable);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
