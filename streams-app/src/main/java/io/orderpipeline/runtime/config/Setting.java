package io.orderpipeline.runtime.config;

import java.util.function.Function;

/**
 * One key of the configuration.
 *
 * @param key its name, with the unit last
 * @param defaultText what holds when nothing is configured
 * @param kind how to read it
 * @param meaning what it does, in one sentence
 * @param <T> type of the value
 */
public record Setting<T>(String key, String defaultText, Kind<T> kind, String meaning) {

    /**
     * How values of one kind are read.
     *
     * @param unit for example {@code ms}, {@code bytes}; empty when there is none
     * @param allowed the range, for people
     * @param parser reads a text, or throws {@link IllegalArgumentException} saying what is wrong
     */
    public record Kind<T>(String unit, String allowed, Function<String, T> parser) {}

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException when it is not allowed
     */
    T parse(String text) {
        return kind.parser().apply(text);
    }

    /** The default as a value, found nowhere else. */
    Sourced fallback() {
        return new Sourced(key, defaultText, "default");
    }
}
