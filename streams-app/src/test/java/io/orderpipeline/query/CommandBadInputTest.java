package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.query.FrontDesk.Reply;
import io.orderpipeline.query.reply.HttpLimits;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to get a command over HTTP wrong: what is told, and that nothing is sent. */
final class CommandBadInputTest {

    private static final String PATH = "/orders/o-1/fulfilment";
    private static final String BODY = "{'shipmentId':'s-1'}";

    private final FrontDesk desk = new FrontDesk();

    @AfterEach
    void nothing_is_sent() {
        desk.close();
        assertThat(desk.sent).isEmpty();
    }

    private static void assertInvalid(Reply reply, String... fields) {
        assertProblem(reply, 400, "invalid-request");
        assertThat(reply.fields()).containsExactly(fields);
        assertThat(reply.json().get("detail").asText()).contains(fields);
    }

    private static void assertProblem(Reply reply, int status, String type) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("content-type")).contains("application/problem+json");
        assertThat(reply.json().get("type").asText())
                .isEqualTo("urn:order-pipeline:problem:" + type);
        assertThat(reply.body()).doesNotContain("Exception", "<script>");
    }

    @Test
    void a_command_without_a_key_is_refused_as_is_one_with_several() {
        assertInvalid(desk.send(desk.json(PATH, BODY)).join(), "Idempotency-Key");
        assertInvalid(
                desk.send(
                                desk.json(PATH, BODY)
                                        .header("Idempotency-Key", "k-1")
                                        .header("Idempotency-Key", "k-1"))
                        .join(),
                "Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "cmp-t-1", "<script>", "a,b", "\"k\""})
    void a_malformed_or_reserved_key_is_refused(String key) {
        assertInvalid(desk.post(PATH, key, BODY), "Idempotency-Key");
        assertInvalid(desk.post(PATH, "k".repeat(65), BODY), "Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "3",
                "'3",
                "W/'3'",
                "'3','4'",
                "'3', '3'",
                "'-1'",
                "'03'",
                "'1.0'",
                "'x'",
                "''",
                "' 3'",
                "'3-g'",
                "'3-g0'",
                "'-g2'",
                "'3-g2'x",
                "'1000000001'",
                "'99999999999999999999'"
            })
    void an_expected_version_is_one_tag_with_a_whole_number(String tag) {
        HttpRequest.Builder request =
                desk.json(PATH, BODY)
                        .header("Idempotency-Key", "k-1")
                        .header("If-Match", tag.replace('\'', '"'));

        Reply reply = desk.send(request).join();

        assertInvalid(reply, "If-Match");
        assertThat(reply.json().at("/errors/0/problem").asText())
                .contains("one version from 0 to 1000000000 in quotes");
    }

    @Test
    void an_expected_version_is_given_once() {
        HttpRequest.Builder request =
                desk.json(PATH, BODY)
                        .header("Idempotency-Key", "k-1")
                        .header("If-Match", "\"3\"")
                        .header("If-Match", "\"3\"");

        assertInvalid(desk.send(request).join(), "If-Match");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waitMs= | waitMs",
                "waitMs=-1 | waitMs",
                "waitMs=30001 | waitMs",
                "waitMs=1.5 | waitMs",
                "waitMs=5s | waitMs",
                "waitMs=99999999999999999999 | waitMs",
                "waitMs=1&waitMs=1 | waitMs",
                "waitms=1 | waitms",
                "minVersion=1&x=2&waitMs=y | minVersion,x,waitMs"
            })
    void every_wrong_parameter_is_named(String query, String wrong) {
        assertInvalid(desk.post(PATH + "?" + query, "k-1", BODY), wrong.split(",", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment", "fulfilment", "cancellation"})
    void a_malformed_order_id_is_named_along_with_the_rest(String what) {
        String[] members =
                switch (what) {
                    case "payment" ->
                            new String[] {"transactionId", "amount.amountMinor", "amount.currency"};
                    case "fulfilment" -> new String[] {"shipmentId"};
                    default -> new String[] {"reason"};
                };
        for (String id : List.of("%20", "o%2F1", "%3Cscript%3E", "o%C3%B6", "o".repeat(65))) {
            Reply reply = desk.post("/orders/" + id + "/" + what, "k-1", "{}");

            assertProblem(reply, 400, "invalid-request");
            assertThat(reply.fields()).startsWith("id").endsWith(members);
        }
    }

    @Test
    void everything_that_is_wrong_with_a_request_is_named_at_once() {
        HttpRequest.Builder request =
                desk.json(
                                "/orders/o%20/payment?waitMs=x&y=1",
                                "{'transactionId':'','amount':{'amountMinor':'1'},'z':0}")
                        .header("If-Match", "*");

        assertInvalid(
                desk.send(request).join(),
                "y",
                "waitMs",
                "id",
                "Idempotency-Key",
                "If-Match",
                "transactionId",
                "amount.amountMinor",
                "amount.currency",
                "z");
    }

    @Test
    void what_is_wrong_within_an_order_is_named_with_its_place() {
        String line = "{'sku':'a','quantity':1,'unitPriceMinor':1}";
        String lines = line + "," + line + "," + line + ",{'sku':'a b','quantity':0,'x':1}";
        String body =
                "{'orderId':'o 1','customerId':'c','region':'eu',"
                        + "'total':{'amountMinor':4,'currency':'eur'},'lines':["
                        + lines
                        + "]}";

        assertInvalid(
                desk.post("/orders", "k-1", body),
                "orderId",
                "total.currency",
                "lines[3].sku",
                "lines[3].quantity",
                "lines[3].unitPriceMinor",
                "lines[3].x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{'shipmentId':'s-1'} x"})
    void a_body_that_is_no_json_object_is_named_as_a_whole(String body) {
        assertInvalid(desk.post(PATH, "k-1", body), "body");
    }

    @Test
    void a_member_that_is_given_twice_is_named() {
        String body = "{'shipmentId':'s-1','shipmentId':'s-1'}";

        assertInvalid(desk.post(PATH, "k-1", body), "shipmentId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/o-1/payment", PATH, "/orders/o-1/cancellation"})
    void a_body_of_another_type_is_refused_as_is_one_without_a_type(String path) {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
            HttpRequest.Builder request =
                    desk.request(path)
                            .header("Idempotency-Key", "k-1")
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString(BODY));

            assertProblem(desk.send(request).join(), 415, "unsupported-media-type");
        }
        HttpRequest.Builder untyped = desk.request(path).POST(BodyPublishers.ofString(BODY));
        assertProblem(desk.send(untyped).join(), 415, "unsupported-media-type");
    }

    @Test
    void a_body_beyond_the_limit_is_refused_whether_its_length_is_announced_or_not() {
        String body = BODY + " ".repeat(HttpLimits.BODY_BYTES);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder chunked =
                desk.request("/orders")
                        .header("Idempotency-Key", "k-1")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));

        assertProblem(desk.post(PATH, "k-1", body), 413, "request-too-large");
        assertProblem(desk.send(chunked).join(), 413, "request-too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /orders, 'GET, HEAD, POST'",
        "DELETE, /orders/o-1/payment, POST",
        "GET, /orders/o-1/fulfilment, POST",
        "HEAD, /orders/o-1/cancellation, POST",
        "POST, /orders/o-1/commands/k-1, 'GET, HEAD'"
    })
    void another_method_is_refused_with_those_that_the_resource_takes(
            String method, String path, String allowed) {
        Reply reply = desk.send(desk.request(path).method(method, BodyPublishers.noBody())).join();

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).contains(allowed);
    }

    @Test
    void something_else_than_the_four_commands_is_no_resource() {
        assertProblem(desk.post("/orders/o-1/refund", "k-1", BODY), 404, "no-such-resource");
    }

    @Test
    void every_wrong_part_of_a_question_for_an_outcome_is_named() {
        assertInvalid(desk.get("/orders/%20/commands/a%2Fb?x=1"), "x", "id", "commandId");
        assertInvalid(desk.get("/orders/o-1/commands/" + "k".repeat(65)), "commandId");
    }
}
