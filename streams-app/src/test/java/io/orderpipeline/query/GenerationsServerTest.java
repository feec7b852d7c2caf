package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderpipeline.query.FrontDesk.Reply;
import io.orderpipeline.query.Neighbour.Answer;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.routing.Hop;
import io.orderpipeline.query.routing.Instance;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerationsServerTest {

    private final FrontDesk desk = Furnished.desk();
    private final MemoryGenerations generations = desk.views.generations;

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void the_table_is_told_with_the_instances_that_host_each() {
        Reply reply = desk.get("/generations");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("live").asInt()).isEqualTo(2);
        assertThat(reply.json().has("holding")).isFalse();
        assertThat(reply.json().at("/instances/0/holding").asBoolean()).isFalse();
        assertThat(reply.json().at("/instances/0/build").asText()).isEqualTo("b1");
        assertThat(reply.json().at("/unanswered")).isEmpty();
        assertThat(reply.json().at("/generations/0").has("build")).isFalse();
        assertThat(reply.json().at("/generations/1/build").asText()).isEqualTo("b1");
        assertThat(reply.json().at("/generations/1/status").asText()).isEqualTo("VERIFIED");
        assertThat(reply.json().at("/generations/1/instances/0/behind").asLong()).isEqualTo(2);
    }

    @Test
    void an_instance_that_holds_says_for_which_revision() {
        generations.open = new CompletableFuture<>();

        Reply local = desk.get("/generations?local=true");

        assertThat(local.json().at("/holding/revision").asLong()).isEqualTo(3);
        assertThat(local.json().has("instances")).isFalse();
        assertThat(desk.get("/generations").json().at("/instances/0/holding").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders/o-1",
                "/orders/o-1/history",
                "/orders?limit=1",
                "/transactions?state=PENDING",
                "/stats"
            })
    void every_answer_from_views_names_their_generation(String path) {
        assertThat(desk.get(path).header("X-Generation")).hasValue("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/o-1", "/orders?limit=1", "/stats"})
    void who_asks_while_the_views_are_held_waits_and_is_answered_by_the_next_one(String path) {
        CompletableFuture<Void> hold = new CompletableFuture<>();
        generations.open = hold;
        CompletableFuture<Reply> waiting = desk.send(desk.request(path));
        assertThat(desk.get("/health/live").status()).isEqualTo(200);
        assertThat(waiting).isNotDone();

        generations.live = 3;
        generations.open = CompletableFuture.completedFuture(null);
        hold.complete(null);

        assertThat(waiting.join().status()).isEqualTo(200);
        assertThat(waiting.join().header("X-Generation")).hasValue("3");
    }

    @Test
    void an_order_that_another_generation_shows_otherwise_is_sent_though_its_version_is_the_same() {
        desk.views.orders.put("o-1", Orders.paid("o-1").build());
        String tag = desk.get("/orders/o-1").header("ETag").orElseThrow();
        desk.views.orders.put("o-1", Orders.paid("o-1").setRegion("other").build());
        generations.live = 3;

        Reply reply = desk.send(desk.request("/orders/o-1").header("If-None-Match", tag)).join();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("ETag")).hasValue("\"2-g3\"");
        assertThat(reply.json().get("region").asText()).isEqualTo("other");
    }

    @Test
    void who_waits_for_a_version_is_told_which_generation_had_it_and_not_which_was_live_before() {
        desk.views.orders.put("o-1", Orders.placed("o-1").build());
        CompletableFuture<Reply> waiting =
                desk.send(desk.request("/orders/o-1?minVersion=2&waitMs=20000"));
        await().until(() -> desk.views.looks.get() > 1);

        generations.live = 3;
        desk.views.orders.put("o-1", Orders.paid("o-1").build());

        assertThat(waiting.join().header("X-Generation")).hasValue("3");
        assertThat(waiting.join().header("ETag")).hasValue("\"2-g3\"");
    }

    @Test
    void who_is_not_answered_is_told_of_no_generation() {
        desk.views.unavailable = new UnavailableException(Reason.SWITCHING, "Another takes over.");

        assertThat(desk.get("/orders/o-1").header("X-Generation")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void a_list_is_of_one_generation_and_lacks_what_another_answers(int other, boolean lacks)
            throws IOException {
        String part = "{\"generation\":%d,\"partitions\":{\"1\":[]}}".formatted(other);
        try (Neighbour neighbour = Neighbour.answering(new Answer(200, Map.of(), part))) {
            share(neighbour);

            Reply reply = desk.get("/orders");

            assertThat(reply.header("X-Generation")).hasValue("2");
            assertThat(reply.json().has("missing")).isEqualTo(lacks);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void totals_are_of_one_generation_and_lack_what_another_counts(int other, boolean lacks)
            throws IOException {
        String part =
                ("{\"address\":\"b:1\",\"generation\":%d,\"roles\":[],\"eventsPerSecond\":0,"
                                + "\"partitions\":{\"1\":{\"orders\":{},\"transactions\":{}}}}")
                        .formatted(other);
        try (Neighbour neighbour = Neighbour.answering(new Answer(200, Map.of(), part))) {
            share(neighbour);

            Reply reply = desk.get("/stats");

            assertThat(reply.json().get("generation").asInt()).isEqualTo(2);
            assertThat(reply.json().get("instances")).hasSize(2);
            assertThat(reply.json().has("missing")).isEqualTo(lacks);
        }
    }

    private void share(Neighbour neighbour) {
        desk.views.owners = Map.of(0, desk.views.self(), 1, neighbour.place());
    }

    @Test
    void who_has_waited_long_enough_is_told_to_come_again() {
        generations.open = new CompletableFuture<>();
        desk.views.unavailable = new UnavailableException(Reason.SWITCHING, "Another takes over.");

        Reply reply = desk.get("/orders/o-1");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().get("state").asText()).isEqualTo("switching");
        assertThat(reply.header("Retry-After")).isPresent();
    }

    @Test
    void digests_of_a_partition_come_a_line_each() {
        Reply reply = desk.get("/peer/digests?generation=3&partition=0");

        assertThat(reply.header("Content-Type")).hasValue("application/x-ndjson");
        assertThat(reply.body().lines())
                .containsExactly(
                        "{\"orderId\":\"o-1\",\"version\":2,\"chain\":\"aa\",\"facts\":\"bb\"}",
                        "{\"orderId\":\"o-2\",\"version\":1,\"chain\":\"cc\",\"facts\":\"-\"}");
    }

    @Test
    void digests_of_an_order_come_version_by_version_and_then_as_a_whole() {
        Reply reply = desk.get("/peer/digests?generation=2&order=o-1");

        assertThat(reply.body().lines())
                .containsExactly(
                        "{\"orderId\":\"o-1\",\"version\":1,\"chain\":\"a1\",\"offset\":7}",
                        "{\"orderId\":\"o-1\",\"version\":2,\"chain\":\"aa\",\"offset\":9}",
                        "{\"orderId\":\"o-1\",\"version\":2,\"chain\":\"aa\",\"facts\":\"bb\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generation=2&partition=1",
                "generation=9&partition=0",
                "generation=2&order=o-broken"
            })
    void digests_that_cannot_be_told_here_are_503(String query) {
        assertThat(desk.get("/peer/digests?" + query).status()).isEqualTo(503);
    }

    @Test
    void digests_that_another_instance_has_are_passed_on_as_it_tells_them() throws IOException {
        Answer lines =
                new Answer(200, Map.of("Content-Type", "application/x-ndjson"), "{\"a\":1}\n");
        try (Neighbour neighbour = Neighbour.answering(lines)) {
            generations.owners = Map.of(1, neighbour.place());

            Reply reply = desk.get("/peer/digests?generation=3&partition=1&order=o-9");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Type")).hasValue("application/x-ndjson");
            assertThat(reply.body()).isEqualTo("{\"a\":1}\n");
            assertThat(neighbour.asked)
                    .containsExactly("/peer/digests?generation=3&partition=1&order=o-9 active");
        }
    }

    @Test
    void a_refusal_of_the_instance_that_has_the_digests_is_passed_on() throws IOException {
        Answer refusal =
                new Answer(
                        503,
                        Map.of("Content-Type", "application/problem+json"),
                        "{\"detail\":\"It catches up.\"}");
        try (Neighbour neighbour = Neighbour.answering(refusal)) {
            generations.owners = Map.of(1, neighbour.place());

            Reply reply = desk.get("/peer/digests?generation=3&partition=1");

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.json().get("detail").asText()).isEqualTo("It catches up.");
        }
    }

    @Test
    void digests_of_an_instance_that_does_not_answer_are_503_and_name_it() throws IOException {
        Instance nobody = Neighbour.nobody();
        generations.owners = Map.of(1, nobody);

        Reply reply = desk.get("/peer/digests?generation=3&partition=1");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().get("detail").asText())
                .contains(nobody + " has the partition, and does not answer");
    }

    @Test
    void a_question_that_was_passed_on_is_not_passed_on_again() throws IOException {
        try (Neighbour neighbour = Neighbour.silent()) {
            generations.owners = Map.of(1, neighbour.place());

            Reply reply =
                    desk.send(
                                    desk.request("/peer/digests?generation=3&partition=1")
                                            .header(Hop.HEADER, Hop.ACTIVE.label()))
                            .join();

            assertThat(reply.status()).isEqualTo(503);
            assertThat(neighbour.asked).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generation=2",
                "partition=0",
                "generation=x&partition=0",
                "generation=2&partition=-1",
                "generation=2&order=%20",
                "generation=2&partition=0&x=1"
            })
    void a_wrong_question_for_digests_is_refused(String query) {
        assertThat(desk.get("/peer/digests?" + query).status()).isEqualTo(400);
    }

    @Test
    void the_owners_of_a_generations_partitions_are_told() {
        assertThat(desk.get("/peer/owners?generation=3").body())
                .isEqualTo("[{\"partition\":0,\"host\":\"127.0.0.1\",\"port\":1}]");
    }
}
