package io.orderpipeline.sim.digest;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.sim.digest.AppDigests.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A generation whose partitions are asked for where they are. Owners are looked up anew after each
 * failure, because partitions move. Confined to one thread.
 */
final class HttpDigests implements DigestSource {

    private static final int NOT_FOUND = 404;

    private final AppDigests app;
    private final int generation;
    private final Map<Integer, URI> owners = new HashMap<>();

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
        try (Stream<String> lines = app.lines(owner(partition), path + more)) {
            for (String line : (Iterable<String>) lines::iterator) {
                receiver.accept(AppDigests.parsed(line));
            }
        } catch (UncheckedIOException broken) {
            owners.clear();
            throw Objects.requireNonNull(broken.getCause());
        } catch (IOException nobody) {
            owners.clear();
            throw nobody;
        }
    }

    private URI owner(int partition) throws IOException {
        if (owners.isEmpty()) {
            for (JsonNode each : app.document("/peer/owners?generation=" + generation)) {
                String address =
                        "http://%s:%d"
                                .formatted(each.path("host").asText(), each.path("port").asInt());
                owners.put(each.path("partition").asInt(), URI.create(address));
            }
        }
        URI owner = owners.get(partition);
        if (owner == null) {
            owners.clear();
            throw new IOException("no instance has partition " + partition + " now");
        }
        return owner;
    }

    private static OrderDigest digest(JsonNode line) {
        return new OrderDigest(
                line.path("orderId").asText(),
                line.path("version").asLong(),
                line.path("chain").asText(),
                line.path("facts").asText());
    }
}
