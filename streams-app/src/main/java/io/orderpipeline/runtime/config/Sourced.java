package io.orderpipeline.runtime.config;

/**
 * A configured value as it was found.
 *
 * @param key the key it is for
 * @param value the text
 * @param origin where it was found, for people: {@code flag --set}, {@code environment
 *     ORDER_PIPELINE_ROLES}, {@code file app.properties}, {@code default}
 */
public record Sourced(String key, String value, String origin) {

    boolean contradicts(Sourced other) {
        return !value.equals(other.value);
    }
}
