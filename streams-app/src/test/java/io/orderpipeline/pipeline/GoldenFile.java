package io.orderpipeline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A text on record: a change of it must be meant, because running applications depend on it. */
public final class GoldenFile {

    private GoldenFile() {}

    public static void assertSame(String name, String actual) {
        assertThat(actual)
                .as("if the change is meant, copy the actual text to src/test/resources/%s", name)
                .isEqualToIgnoringNewLines(read(name));
    }

    private static String read(String name) {
        try (InputStream file = GoldenFile.class.getResourceAsStream("/" + name)) {
            return new String(
                    Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
