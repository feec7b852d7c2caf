package io.orderpipeline.query.stream;

import static io.orderpipeline.query.stream.FakeLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.query.stream.StreamReader.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one client, or many, can take: never the feed, the other streams, or the end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a read would not wake up
final class StreamBoundsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than sockets hold between them, however far the system lets them grow. */
    private static final int MORE_THAN_SOCKETS_HOLD = 1_000;

    private final FakeLog log = new FakeLog();

    @Test
    void a_client_that_does_not_read_is_dropped_and_the_others_go_on() throws Exception {
        try (StreamServer server = new StreamServer(log, StreamServer.QUICK);
                StreamReader quick = server.open("/events/stream");
                Socket slow = silent(server)) {
            await().until(() -> log.listeners.size() == 2);
            fill(quick);

            List<Frame> got = readToTheEnd(slow);
            Frame last = got.get(got.size() - 1);
            assertThat(last.event()).isEqualTo("dropped");
            assertThat(last.data().get("reason").asText())
                    .startsWith("100 events wait for this client");
            List<String> versions =
                    got.stream().filter(f -> f.event().equals("event")).map(Frame::id).toList();
            assertThat(versions).isNotEmpty().hasSizeLessThan(MORE_THAN_SOCKETS_HOLD);
            assertThat(versions.get(versions.size() - 1))
                    .as("nothing is left out before the end")
                    .isEqualTo("0:" + versions.size() + ",1:0");
            await().until(() -> server.ended("slow") == 1);
            assertThat(server.open()).isOne();
        }
    }

    @Test
    void a_client_that_never_reads_again_is_cut_off() throws Exception {
        try (StreamServer server =
                        new StreamServer(log, StreamServer.withWrite(Duration.ofMillis(400)));
                StreamReader quick = server.open("/events/stream");
                Socket slow = silent(server)) {
            await().until(() -> log.listeners.size() == 2);
            fill(quick);

            await().atMost(PATIENCE).until(() -> server.ended("slow") == 1);
            assertThat(server.open()).isOne();
            assertThat(log.listeners).hasSize(1);
            log.commitAndTell(event("o-1", 1, 1, 0));
            quick.await("event", MORE_THAN_SOCKETS_HOLD + 1);
            assertThat(slow.isClosed()).isFalse(); // on this side it was never touched
        }
    }

    @Test
    void so_many_streams_are_open_at_a_time_and_no_more() throws Exception {
        try (StreamServer server = new StreamServer(log, StreamServer.QUICK)) {
            List<StreamReader> streams = new ArrayList<>();
            for (int i = 0; i < StreamServer.QUICK.streams(); i++) {
                streams.add(server.open("/events/stream"));
            }

            HttpResponse<String> refused = server.send(server.request("/events/stream"));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("too-many-streams", "At most 4");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            streams.get(0).close();
            await().atMost(PATIENCE).until(() -> server.ended("client") == 1);
            try (StreamReader next = server.open("/events/stream")) {
                assertThat(next.response.statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void refused_requests_leave_their_place_to_others() throws Exception {
        try (StreamServer server = new StreamServer(log, StreamServer.QUICK)) {
            for (int i = 0; i <= StreamServer.QUICK.streams(); i++) {
                HttpResponse<String> refused =
                        server.send(server.request("/events/stream?lastEventId=x"));
                assertThat(refused.statusCode()).isEqualTo(400);
                await().until(() -> server.open() == 0);
            }
        }
    }

    @Test
    void a_server_that_stops_says_so_and_does_not_wait_for_its_streams() throws Exception {
        log.views.add(event("o-1", 1, 0, 0));
        StreamServer server = new StreamServer(log, StreamServer.QUICK);
        try (StreamReader events = server.open("/events/stream");
                StreamReader order = server.open("/orders/o-1/stream");
                Socket slow = silent(server)) {
            await().until(() -> log.listeners.size() == 3);
            fill(events);
            long startNanos = System.nanoTime();
            server.close();
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);

            events.awaitEnd();
            order.awaitEnd();
            assertThat(events.await("closing", 1).get(0).data().get("reason").asText())
                    .contains("Reconnect");
            assertThat(order.await("closing", 1).get(0).id()).isEqualTo("-");
            assertThat(took).isLessThan(Duration.ofSeconds(8));
            assertThat(log.listeners).isEmpty();
            assertThat(slow.isConnected()).isTrue();
        }
    }

    /** Event by event, so that who reads keeps up. */
    private void fill(StreamReader quick) {
        String large = "x".repeat(20_000);
        for (int i = 0; i < MORE_THAN_SOCKETS_HOLD; i++) {
            log.commitAndTell(event("o-9", i + 1, 0, i, large));
            if (i % 50 == 49) {
                quick.await("event", i + 1);
            }
        }
    }

    private static Socket silent(StreamServer server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8_192);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        // HTTP/1.0: the body ends with the connection and is not cut into chunks.
        socket.getOutputStream()
                .write("GET /events/stream HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static List<Frame> readToTheEnd(Socket socket) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            StreamReader.read(lines, frames); // the first are the headers
        }
        return frames;
    }
}
