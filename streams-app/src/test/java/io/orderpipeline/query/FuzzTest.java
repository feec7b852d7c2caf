package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.query.Wire.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests made up at random from the grammar of the API, right, nearly right and garbled: the
 * server never fails, and whatever it refuses it refuses with a problem document.
 */
final class FuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUESTS = 1_500;
    private static final long ALWAYS = 20_260_102L;

    private static final List<String> METHODS =
            List.of(
                    "GET", "GET", "GET", "POST", "POST", "PUT", "DELETE", "OPTIONS", "TRACE",
                    "FOO");
    private static final List<String> IDS =
            List.of(
                    "o-1",
                    "t-1",
                    "k-1",
                    "nobody",
                    "a".repeat(64),
                    "a".repeat(65),
                    "%20",
                    "a%2Fb",
                    "%zz",
                    "");
    private static final List<String> PATHS =
            List.of(
                    "/orders",
                    "/orders/{}",
                    "/orders/{}/history",
                    "/orders/{}/stream",
                    "/orders/{}/commands/{}",
                    "/orders/{}/payment",
                    "/orders/{}/fulfilment",
                    "/orders/{}/cancellation",
                    "/transactions",
                    "/transactions/{}",
                    "/compensations",
                    "/compensations/{}",
                    "/compensations/{}/retry",
                    "/compensations/{}/resolve",
                    "/events/stream",
                    "/stats",
                    "/health/live",
                    "/health/ready",
                    "/metrics",
                    "/openapi.json",
                    "/peer/stats",
                    "/peer/ranges",
                    "/{}",
                    "/../{}");
    private static final List<String> PARAMETERS =
            List.of(
                    "waitMs=0&minVersion={}",
                    "waitMs={}&x={}",
                    "asOf={}",
                    "after={}",
                    "limit={}",
                    "cursor={}",
                    "status={}",
                    "state={}",
                    "customer={}",
                    "from={}",
                    "to={}",
                    "olderThan={}",
                    "lastEventId={}",
                    "index={}",
                    "partitions={}",
                    "{}={}",
                    "{}",
                    "&");
    private static final List<String> VALUES =
            List.of(
                    "",
                    "0",
                    "1",
                    "2",
                    "3",
                    "-1",
                    "1000",
                    "1001",
                    "9".repeat(20),
                    "PAID",
                    "ESCALATED",
                    "PENDING",
                    "UNKNOWN",
                    "PT5M",
                    "PT-1S",
                    "P36501D",
                    "2026-01-02T03:04:05Z",
                    "10000-01-01T00:00:00Z",
                    "c-7",
                    "AAAA",
                    "AAAAAAAAAAAAAAAAAAAA",
                    "0:0",
                    "0:1,1:2",
                    "ORDERS",
                    "%00",
                    "%C3%28",
                    "%zz",
                    "%F0%9F%98%80",
                    "<b>",
                    "x".repeat(2_000));
    private static final List<String> HEADERS =
            List.of(
                    "Content-Type: application/json",
                    "Content-Type: text/plain",
                    "Idempotency-Key: k-1",
                    "Idempotency-Key: cmp-1",
                    "Idempotency-Key: a b",
                    "If-Match: \"2\"",
                    "If-Match: *",
                    "If-None-Match: \"2-g2\"",
                    "If-None-Match: *, W/\"",
                    "Last-Event-ID: 1",
                    "Last-Event-ID: 0:0",
                    "Last-Event-ID: x",
                    "Accept-Encoding: gzip",
                    "Accept-Encoding: gzip;q=0, *",
                    "Range: bytes=0-1",
                    "X-Pipeline-Hop: active",
                    "X-Pipeline-Hop: standby",
                    "Transfer-Encoding: chunked",
                    "Expect: 100-continue",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Key: x",
                    "Cookie: a=b",
                    "Content-Length: 7",
                    "Forwarded: for=x",
                    "X: " + "y".repeat(3_000));
    private static final List<String> BODIES =
            List.of(
                    "",
                    "{}",
                    "[]",
                    "null",
                    "{\"shipmentId\":\"s-1\"}",
                    "{\"reason\":\"r\"}",
                    "{\"operator\":\"ada\",\"reason\":\"r\"}",
                    "{\"transactionId\":\"t-1\",\"amount\":{\"amountMinor\":2500,\"currency\":\"EUR\"}}",
                    "{\"orderId\":\"o-9\",\"customerId\":\"c-7\",\"region\":\"eu\",\"total\":"
                            + "{\"amountMinor\":2500,\"currency\":\"EUR\"},\"lines\":"
                            + "[{\"sku\":\"a\",\"quantity\":1,\"unitPriceMinor\":2500}]}",
                    "{\"amount\":" + "9".repeat(500) + "}",
                    "[".repeat(3_000),
                    "\u0000\u00ff");

    private final FrontDesk desk = Furnished.desk();

    @AfterEach
    void stop() {
        desk.close();
    }

    static LongStream seeds() {
        return LongStream.of(ALWAYS, new SecureRandom().nextLong());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothing_that_is_sent_makes_the_server_fail(long seed) throws Exception {
        System.out.println("seed of the requests: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < REQUESTS; i++) {
            byte[] request = request(random);
            List<Answer> answers = Wire.exchange(desk.server.port(), request);
            String told = "seed %d, request %d: %s".formatted(seed, i, text(request));
            for (Answer answer : answers) {
                check(answer, told);
            }
        }

        long beganNanos = System.nanoTime();
        Call live = Call.of("GET", "/health/live");
        assertThat(Wire.exchange(desk.server.port(), live.bytes()).get(0).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
                .isLessThan(Duration.ofSeconds(1));
    }

    private static void check(Answer answer, String told) throws IOException {
        assertThat(answer.status()).as(told).isNotEqualTo(500);
        boolean zipped = answer.header("Content-Encoding").isPresent() && answer.body().length > 0;
        String body =
                zipped ? new String(answer.unzipped(), StandardCharsets.UTF_8) : answer.text();
        assertThat(body).as(told).doesNotContain("Exception", "\tat ", "\\tat ");
        boolean health = body.startsWith("{\"status\":");
        if (answer.status() >= 300 && !body.isEmpty() && !health) {
            assertThat(answer.mediaType()).as(told).isEqualTo("application/problem+json");
            JsonNode problem = JSON.readTree(body);
            assertThat(problem.path("status").asInt()).as(told).isEqualTo(answer.status());
            assertThat(problem.path("type").asText()).as(told).startsWith("urn:order-pipeline:");
        }
    }

    private static String text(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(500, text.length()));
    }

    /** One in three is garbled; the others are at least HTTP. */
    private static byte[] request(Random random) {
        byte[] body = pick(random, BODIES).getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder head = new StringBuilder(pick(random, METHODS) + " " + target(random));
        head.append(random.nextInt(20) == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\nHost: localhost\r\n");
        for (int i = random.nextInt(5); i > 0; i--) {
            head.append(pick(random, HEADERS)).append("\r\n");
        }
        if (random.nextInt(3) > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return random.nextInt(3) == 0 ? garbled(random, all.toByteArray()) : all.toByteArray();
    }

    private static String target(Random random) {
        String path = filled(random, pick(random, PATHS), IDS);
        StringBuilder target = new StringBuilder(path);
        for (int i = random.nextInt(3); i > 0; i--) {
            target.append(target.indexOf("?") < 0 ? '?' : '&');
            target.append(filled(random, pick(random, PARAMETERS), VALUES));
        }
        return target.toString();
    }

    private static String filled(Random random, String form, List<String> values) {
        String filled = form;
        while (filled.contains("{}")) {
            int at = filled.indexOf("{}");
            filled = filled.substring(0, at) + pick(random, values) + filled.substring(at + 2);
        }
        return filled;
    }

    private static byte[] garbled(Random random, byte[] request) {
        byte[] bytes = request.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 8);
                    System.arraycopy(
                            bytes, at, longer, Math.min(at + 8, bytes.length), bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    private static String pick(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
