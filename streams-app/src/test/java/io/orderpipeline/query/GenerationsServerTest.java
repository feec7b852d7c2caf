package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.query.FrontDesk.Reply;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(reply.json().at("/unanswered")).isEmpty();
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
