package io.orderpipeline.query;

import io.orderpipeline.pipeline.LedgerRows;
import io.orderpipeline.pipeline.view.TransactionIndexKey;
import io.orderpipeline.query.reply.HttpLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Requests that nobody should send, each with the answer that it is to get. */
final class HostileRequests {

    private static final String LONG = "x".repeat(HttpLimits.HEADER_BYTES);
    private static final String RETRY = "/compensations/t-1/retry";

    /** Where a page of {@link Furnished}'s compensations ends. */
    static final String KEY =
            TransactionIndexKey.of(LedgerRows.escalated("t-2", "o-2", 5, "why")).text();

    private HostileRequests() {}

    /** A request, and what is to be answered: a status and a type of problem. */
    private static Arguments row(int status, String type, Call call) {
        return Arguments.of(status, type, call);
    }

    private static Arguments invalid(String target) {
        return row(400, "invalid-request", Call.of("GET", target));
    }

    static Stream<Arguments> ids() {
        List<Arguments> rows = new ArrayList<>();
        for (String id :
                List.of(
                        "%20",
                        "a%20b", "a%2Fb", "a%5Cb", "%3Cb%3E", "%0d%0a", "a;x=1", "a".repeat(65))) {
            for (String end : List.of("", "/history", "/stream")) {
                rows.add(row(400, "invalid-order-id", Call.of("GET", "/orders/" + id + end)));
            }
            rows.add(invalid("/orders/" + id + "/commands/k-1"));
            rows.add(invalid("/orders/o-1/commands/" + id));
            for (String end : List.of("/payment", "/fulfilment", "/cancellation")) {
                rows.add(row(400, "invalid-request", post("/orders/" + id + end, "{}")));
            }
            for (String list : List.of("/transactions/", "/compensations/")) {
                rows.add(row(400, "invalid-transaction-id", Call.of("GET", list + id)));
            }
            String decision = "/compensations/" + id + "/resolve";
            rows.add(row(400, "invalid-transaction-id", post(decision, "{}")));
        }
        return rows.stream();
    }

    static Stream<Arguments> parameters() {
        Stream<String> instants =
                Stream.of(
                        "",
                        "2026-01-02",
                        "2026-01-02T03:04:05",
                        "2026-01-02T03:04:05+25:00",
                        "2026-01-02T24:00:00Z",
                        "2026-01-02T03:04:60Z",
                        "2026-02-30T00:00:00Z",
                        "1969-12-31T23:59:59Z",
                        "10000-01-01T00:00:00Z",
                        "%2B10000-01-01T00:00:00Z",
                        "9999-12-31T23:59:59Z", // not past
                        "now",
                        "1767323045");
        Stream<String> numbers =
                Stream.of(
                        "",
                        "-1",
                        "1.0",
                        "1e3",
                        "0x1",
                        "+1",
                        "%201",
                        "1%00",
                        "9".repeat(30),
                        "%D9%A1");
        Stream<String> queries =
                Stream.of(
                        "/orders/o-1?minVersion=0",
                        "/orders/o-1?minVersion=1000000001",
                        "/orders/o-1?minVersion=1&waitMs=30001",
                        "/orders/o-1?waitMs=1",
                        "/orders/o-1?minVersion=1&asOf=2026-01-02T03:04:05Z",
                        "/orders/o-1?minVersion=1&minVersion=1",
                        "/orders/o-1/history?after=1000000001",
                        "/orders/o-1/commands/k-1?x=1",
                        "/orders?limit=0",
                        "/orders?limit=1001",
                        "/orders?status=paid",
                        "/orders?status=UNKNOWN",
                        "/orders?status=PAID&status=PAID",
                        "/orders?customer=",
                        "/orders?customer=" + "c".repeat(65),
                        "/orders?customer=%3Cscript%3E",
                        "/orders?from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z",
                        "/orders?Limit=1",
                        "/orders?limit",
                        "/orders?=1",
                        "/orders?%20limit=1",
                        "/orders?limit=%zz",
                        "/orders?limit=%",
                        "/orders?%zz=1",
                        "/orders?limit=%C3%28",
                        "/orders?limit=1;limit=2",
                        "/transactions",
                        "/transactions?state=UNKNOWN",
                        "/transactions?state=PENDING&olderThan=-PT1S",
                        "/transactions?state=PENDING&olderThan=5m",
                        "/transactions?state=PENDING&olderThan=P36501D",
                        "/transactions?state=PENDING&olderThan=PT9223372036854775807S",
                        "/transactions?state=PENDING&olderThan=P1Y",
                        "/transactions/t-1?x=1",
                        "/compensations?state=PENDING",
                        "/compensations?olderThan=PT1S",
                        "/compensations/t-1?x=%zz",
                        "/stats?x=1",
                        "/events/stream?lastEventId=",
                        "/events/stream?lastEventId=0:-1",
                        "/events/stream?lastEventId=0:1,0:1",
                        "/events/stream?lastEventId=0:" + "9".repeat(19),
                        "/events/stream?lastEventId=" + "1:1,".repeat(1_500) + "x",
                        "/peer/ranges?index=ORDERS&from=a&to=b&limit=1&partitions="
                                + "1.".repeat(3_000)
                                + "x",
                        "/events/stream?lastEventId=0:5", // beyond the end of the log
                        "/events/stream?x=1",
                        "/orders/o-1/stream?lastEventId=-1",
                        "/orders/o-1/stream?lastEventId=1000000001",
                        "/orders/o-1/stream?lastEventId=7", // beyond the last version
                        "/orders/o-1/stream?lastEventId=1&lastEventId=1",
                        "/orders/o-1/stream?lastEventId=%zz");
        return Stream.of(
                        instants.flatMap(
                                each ->
                                        Stream.of(
                                                        "/orders/o-1?asOf=",
                                                        "/orders?from=",
                                                        "/orders?to=")
                                                .filter(
                                                        at ->
                                                                !each.startsWith("9")
                                                                        || at.contains("asOf"))
                                                .map(at -> at + each)),
                        numbers.flatMap(
                                each ->
                                        Stream.of(
                                                        "/orders/o-1?minVersion=",
                                                        "/orders/o-1/history?after=",
                                                        "/orders?limit=",
                                                        "/transactions?state=PENDING&limit=",
                                                        "/compensations?limit=")
                                                .map(at -> at + each)),
                        queries)
                .flatMap(each -> each)
                .map(HostileRequests::invalid);
    }

    /** Cursors that are none, none of this query, or none that its list can have. */
    static Stream<Arguments> cursors() {
        String ofAll =
                Cursor.of(
                        "orders "
                                + new Selections.OrderFilter(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                        "forged");
        String real = Cursor.of("compensations ESCALATED Optional.empty", KEY);
        Stream<String> bad =
                Stream.of(
                        "",
                        "!",
                        "AAAA",
                        "A".repeat(1_025),
                        "A".repeat(1_023),
                        "%00",
                        real + "A",
                        real.substring(1),
                        real.substring(0, real.length() - 2),
                        (real.charAt(0) == 'A' ? "B" : "A") + real.substring(1));
        return Stream.concat(
                        bad.flatMap(
                                each ->
                                        Stream.of(
                                                "/orders?cursor=" + each,
                                                "/transactions?state=ESCALATED&cursor=" + each,
                                                "/compensations?cursor=" + each)),
                        Stream.of(
                                "/orders?cursor=" + real,
                                "/orders?cursor=" + ofAll,
                                "/transactions?state=ESCALATED&cursor=" + real,
                                "/compensations?state=UNTRACKED&cursor=" + real))
                .map(HostileRequests::invalid);
    }

    static Stream<Arguments> resources() {
        return Stream.of(
                        Stream.of(
                                        "/",
                                        "/nothing",
                                        "/orders/",
                                        "//orders",
                                        "/orders//o-1",
                                        "/orders/../stats",
                                        "/orders/%2e%2e/stats",
                                        "/orders/o-1/x",
                                        "/ORDERS",
                                        "/health",
                                        "/peer",
                                        "/compensations/t-1/refund",
                                        "/" + "x".repeat(7_000))
                                .filter(path -> !path.equals("/orders/"))
                                .map(path -> row(404, "no-such-resource", Call.of("GET", path))),
                        Stream.of(
                                        "/orders/%zz",
                                        "/orders/%",
                                        "/orders/%00",
                                        "/orders/%c3%28",
                                        "/orders/a\\b",
                                        "/orders/\u00ff",
                                        "orders/o-1",
                                        "*",
                                        "http://elsewhere/orders/o-1")
                                .map(path -> row(400, "bad-request", Call.of("GET", path))),
                        Stream.of(
                                        "TRACE",
                                        "OPTIONS",
                                        "PUT",
                                        "DELETE",
                                        "PATCH",
                                        "PROPFIND",
                                        "get",
                                        "X-Y")
                                .flatMap(
                                        method ->
                                                Stream.of(
                                                                "/orders",
                                                                "/orders/o-1",
                                                                "/stats",
                                                                RETRY,
                                                                "/events/stream",
                                                                "/openapi.json",
                                                                "/peer/stats")
                                                        .map(
                                                                path ->
                                                                        row(
                                                                                405,
                                                                                "method-not-allowed",
                                                                                Call.of(
                                                                                        method,
                                                                                        path)))),
                        Stream.of(
                                row(405, "method-not-allowed", Call.of("GET", RETRY)),
                                row(405, "method-not-allowed", Call.of("HEAD", RETRY)),
                                row(405, "method-not-allowed", Call.of("POST", "/orders/o-1")),
                                row(404, "no-such-resource", Call.of("OPTIONS", "*")),
                                row(400, "bad-request", Call.of("CONNECT", "elsewhere:80")),
                                row(404, "no-such-resource", Call.of("CONNECT", "localhost:80")),
                                row(414, "headers-too-large", Call.of("GET", "/orders/" + LONG)),
                                row(
                                        414,
                                        "headers-too-large",
                                        Call.of("GET", "/orders?customer=" + LONG)),
                                row(
                                        431,
                                        "headers-too-large",
                                        Call.of("GET", "/orders").with("X", LONG))))
                .flatMap(rows -> rows);
    }

    static Stream<Arguments> bodies() {
        String big = " ".repeat(HttpLimits.BODY_BYTES + 1);
        String members =
                IntStream.range(0, 4_000)
                        .mapToObj(i -> "\"m" + i + "\":0")
                        .collect(Collectors.joining(",", "{", "}"));
        Stream<String> bad =
                Stream.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "7",
                        "\"x\"",
                        "\0",
                        "\uFEFF",
                        "{}{}",
                        "{'a':1}",
                        "{\"a\":NaN}",
                        "[".repeat(10_000),
                        "[".repeat(10_000) + "]".repeat(10_000),
                        "{\"a\":".repeat(10_000),
                        members,
                        "{\"shipmentId\":\"s-1\",\"shipmentId\":\"s-1\"}",
                        "{\"shipmentId\":7}",
                        "{\"reason\":null}",
                        "{\"shipmentId\":\"\\u0000\"}",
                        "{\"shipmentId\":\"\\ud800\"}",
                        "{\"amount\":{\"amountMinor\":9223372036854775808}}",
                        "{\"amount\":{\"amountMinor\":1e400}}",
                        "{\"amount\":" + "9".repeat(2_000) + "}",
                        "{\"" + "x".repeat(60_000) + "\":0}");
        List<String> paths =
                List.of(
                        "/orders",
                        "/orders/o-1/payment",
                        "/orders/o-1/fulfilment",
                        "/orders/o-1/cancellation",
                        RETRY);
        List<Arguments> rows = new ArrayList<>();
        bad.forEach(
                body ->
                        paths.forEach(
                                path -> rows.add(row(400, "invalid-request", post(path, body)))));
        for (String path : paths) {
            byte[] notUtf8 = {'{', '"', 'r', '"', ':', '"', (byte) 0xff, (byte) 0xc0, '"', '}'};
            Call good = post(path, "{}");
            rows.add(row(400, "invalid-request", good.saying(notUtf8)));
            rows.add(row(413, "request-too-large", good.saying(big)));
            for (String type :
                    List.of(
                            "text/plain",
                            "application/xml",
                            "application/jsonp",
                            ";",
                            "",
                            "application/json-seq")) {
                rows.add(row(415, "unsupported-media-type", good.with("Content-Type", type)));
            }
            rows.add(row(400, "invalid-request", good.to(path + "?x=1")));
            rows.add(row(400, "invalid-request", good.to(path + "?waitMs=%zz")));
            rows.add(row(400, "invalid-request", good.with("Idempotency-Key", "cmp-1")));
            rows.add(row(400, "invalid-request", good.with("Idempotency-Key", "k".repeat(65))));
            rows.add(
                    row(
                            400,
                            "invalid-request",
                            good.with("If-Match", "*").with("Content-Encoding", "gzip")));
            rows.add(row(417, "bad-request", good.with("Expect", "200-ok")));
        }
        return rows.stream();
    }

    private static Call post(String path, String body) {
        return Call.of("POST", path)
                .with("Content-Type", "application/json")
                .with("Idempotency-Key", "k-9")
                .saying(body);
    }

    static final String POST =
            String.join(
                    "\r\n",
                    "POST /orders/o-1/fulfilment HTTP/1.1",
                    "Host: x",
                    "Content-Type: application/json",
                    "Idempotency-Key: k-9",
                    "Connection: close",
                    "");

    /**
     * What is no HTTP/1.1, with the status of each answer; a connection may also just be closed.
     */
    static Stream<Arguments> brokenRequests() {
        String get = "GET /orders/o-1 HTTP/1.1\r\nHost: x\r\n";
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("\0\1\2\3\r\n\r\n", List.of(400)),
                Arguments.of("\26\3\1\0\5hello", List.of(400)), // TLS
                Arguments.of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", List.of(426)),
                Arguments.of("GET /orders\r\n\r\n", List.of(505)),
                Arguments.of("GET /orders HTTP/9.9\r\nHost: x\r\n\r\n", List.of(505)),
                Arguments.of("GET /orders/o 1 HTTP/1.1\r\nHost: x\r\n\r\n", List.of(400)),
                Arguments.of("GET /orders HTTP/1.1\r\n\r\n", List.of(400)), // no Host
                Arguments.of(get + "Host: y\r\n\r\n", List.of(400)),
                Arguments.of("GET /orders HTTP/1.1\r\nHost: a b\r\n\r\n", List.of(400)),
                Arguments.of(get + "X Y: z\r\n\r\n", List.of(400)),
                Arguments.of(get + "X\0: z\r\n\r\n", List.of(400)),
                Arguments.of(get + "X: \0\r\n\r\n", List.of(400)),
                Arguments.of(get + " folded\r\n\r\n", List.of(400)),
                Arguments.of(POST + "Content-Length: -5\r\n\r\n{}", List.of(400)),
                Arguments.of(POST + "Content-Length: 2x\r\n\r\n{}", List.of(400)),
                Arguments.of(
                        POST + "Content-Length: " + "9".repeat(20) + "\r\n\r\n{}", List.of(400)),
                Arguments.of(
                        POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", List.of(400)),
                Arguments.of(POST + "Content-Length: 5\r\n\r\n{}", List.of(400)), // ends early
                Arguments.of(
                        POST
                                + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                        List.of(400)),
                Arguments.of(POST + "Transfer-Encoding: gzip\r\n\r\n2\r\n{}", List.of(400)),
                Arguments.of(
                        POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                        List.of(400)),
                Arguments.of(
                        POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}zzz\r\n0\r\n\r\n",
                        List.of(400)),
                Arguments.of(POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}", List.of(400)),
                Arguments.of(
                        POST + "Transfer-Encoding: chunked\r\n\r\n" + "f".repeat(16) + "\r\n{}",
                        List.of(400)));
    }
}
