package io.orderpipeline.runtime.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All keys that exist, ours and those that pass through, and the variables that set them. */
final class KnownKeys {

    private static final Set<String> KEYS = keys();
    private static final Map<String, String> BY_VARIABLE = byVariable();

    private KnownKeys() {}

    static boolean contains(String key) {
        return KEYS.contains(key);
    }

    /** The key that an environment variable sets. */
    static Optional<String> ofVariable(String variable) {
        return Optional.ofNullable(BY_VARIABLE.get(variable));
    }

    /** A proposal for a name that does not exist, in the notation it was written in. */
    static Optional<String> proposal(String unknown) {
        boolean variable = unknown.startsWith(ConfigSources.ENVIRONMENT_PREFIX);
        return SimilarNames.closest(unknown, variable ? BY_VARIABLE.keySet() : KEYS);
    }

    private static Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        Settings.ALL.forEach(setting -> keys.add(setting.key()));
        keys.addAll(KafkaNames.keys());
        return keys;
    }

    private static Map<String, String> byVariable() {
        Map<String, String> variables = new HashMap<>();
        KEYS.forEach(key -> variables.putIfAbsent(variable(key), key));
        return variables;
    }

    private static String variable(String key) {
        return ConfigSources.ENVIRONMENT_PREFIX
                + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
