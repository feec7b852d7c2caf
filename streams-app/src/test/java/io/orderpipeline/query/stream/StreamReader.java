package io.orderpipeline.query.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Reads a stream of server-sent events as a browser would, on a thread of its own. */
final class StreamReader implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final HttpResponse<InputStream> response;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::read, "stream-reader");

    StreamReader(HttpResponse<InputStream> response) {
        this.response = response;
        thread.setDaemon(true);
        thread.start();
    }

    /** What stands between two empty lines: fields by name; a comment has the name "". */
    record Frame(Map<String, String> fields) {

        String id() {
            return fields.getOrDefault("id", "-");
        }

        String event() {
            return fields.getOrDefault("event", "-");
        }

        JsonNode data() {
            try {
                return JSON.readTree(fields.getOrDefault("data", "null"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            read(lines, frames);
        } catch (IOException cut) {
            // The end, as far as the tests care.
        }
    }

    static void read(BufferedReader lines, List<Frame> frames) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                frames.add(new Frame(Map.copyOf(fields)));
                fields.clear();
            } else {
                String[] field = line.split(":", 2);
                fields.put(field[0], field[field.length - 1].strip());
            }
        }
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    List<Frame> named(String event) {
        return frames.stream().filter(frame -> frame.event().equals(event)).toList();
    }

    /** All frames with that event, once there are so many. */
    List<Frame> await(String event, int count) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> named(event), found -> found.size() >= count);
    }

    void awaitEnd() {
        Awaitility.await().atMost(PATIENCE).until(() -> !thread.isAlive());
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
