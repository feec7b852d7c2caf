package io.orderpipeline.sim.digest;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.sim.digest.AppDigests.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A generation as the app tells it: the instance that is asked passes on what another one has.
 * Confined to one thread.
 */
final class HttpDigests implements DigestSource {

    private static final int NOT_FOUND = 404;

    private final AppDigests app;
    private final int generation;

    HttpDigests(AppDigests app, int generation) {
        this.app = app;
        this.generation = generation;
    }

    @Override
    public int generation() {
        return generation;
    }

    @Override
    public void each(int partition, Consumer<OrderDigest> receiver) throws IOException {
        lines(partition, "", line -> receiver.accept(digest(line)));
    }

    @Override
    public Optional<Trail> trail(int partition, String orderId) throws IOException {
        Map<Long, String> chains = new HashMap<>();
        Last last = new Last();
        try {
            lines(
                    partition,
                    "&order=" + AppDigests.encoded(orderId),
                    line -> {
                        chains.put(line.path("version").asLong(), line.path("chain").asText());
                        last.take(line);
                    });
        } catch (RefusedException unknown) {
            if (unknown.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw unknown;
        }
        if (chains.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Trail(chains, last.digest()));
    }

    /** The line that has the facts is the last one. */
    private static final class Last {
        private @Nullable OrderDigest digest;

        void take(JsonNode line) {
            if (line.has("facts")) {
                digest = HttpDigests.digest(line);
            }
        }

        OrderDigest digest() throws IOException {
            if (digest == null) {
                throw new IOException("an order's digests ended without its facts");
            }
            return digest;
        }
    }

    private void lines(int partition, String more, Consumer<JsonNode> receiver) throws IOException {
        String path = "/peer/digests?generation=%d&partition=%d".formatted(generation, partition);
        try (Stream<String> lines = app.lines(path + more)) {
            for (String line : (Iterable<String>) lines::iterator) {
                receiver.accept(AppDigests.parsed(line));
            }
        } catch (UncheckedIOException broken) {
            throw Objects.requireNonNull(broken.getCause());
        }
    }

    private static OrderDigest digest(JsonNode line) {
        return new OrderDigest(
                line.path("orderId").asText(),
                line.path("version").asLong(),
                line.path("chain").asText(),
                line.path("facts").asText());
    }
}
