package io.orderpipeline.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** HTTP/1.1 byte by byte, so that requests can be as no library would send them. */
final class Wire implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What came back; of a stream only its head. */
    record Answer(int status, TreeMap<String, String> headers, byte[] body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        String mediaType() {
            return header("Content-Type").orElse("").split(";", 2)[0];
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        byte[] unzipped() throws IOException {
            return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    private final Socket socket;
    private final InputStream in;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = socket.getInputStream();
    }

    /**
     * All answers to what is one request or several, up to where the server closes the connection;
     * the client says that nothing more comes.
     */
    static List<Answer> exchange(int port, byte[] request) throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.send(request);
            wire.end();
            List<Answer> answers = new ArrayList<>();
            boolean head = new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD ");
            Optional<Answer> next = wire.answer(head);
            while (next.isPresent()) {
                answers.add(next.get());
                next =
                        next.get().mediaType().equals("text/event-stream")
                                ? Optional.empty()
                                : wire.answer(head);
            }
            return answers;
        }
    }

    /** Sends it, as far as the server takes it. */
    void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException refused) {
            // It had enough; its answer may be there all the same.
        }
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void end() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException closed) {
            // Nothing more comes anyway.
        }
    }

    /** The next answer; empty when the connection is closed. */
    Optional<Answer> answer(boolean head) throws IOException {
        try {
            String status = line();
            if (status.isEmpty()) {
                return Optional.empty();
            }
            TreeMap<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int code = Integer.parseInt(status.split(" ", 3)[1]);
            if (code < 200) {
                return answer(head); // the real one comes behind it
            }
            Answer bare = new Answer(code, headers, new byte[0]);
            return Optional.of(head || code == 304 ? bare : new Answer(code, headers, body(bare)));
        } catch (SocketException reset) {
            return Optional.empty();
        }
    }

    private byte[] body(Answer head) throws IOException {
        if (head.mediaType().equals("text/event-stream")) {
            return new byte[0];
        }
        if (head.header("Transfer-Encoding").isPresent()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        Optional<String> length = head.header("Content-Length");
        return length.isPresent()
                ? in.readNBytes(Integer.parseInt(length.get()))
                : in.readAllBytes();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
