package io.orderpipeline.query;

import static io.orderpipeline.query.Endings.accepted;
import static io.orderpipeline.query.Endings.at;
import static io.orderpipeline.query.Endings.duplicate;
import static io.orderpipeline.query.Endings.fulfilled;
import static io.orderpipeline.query.Endings.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.query.FrontDesk.Reply;
import io.orderpipeline.query.FrontDesk.Sent;
import io.orderpipeline.query.command.ClientCommand;
import io.orderpipeline.query.command.Delivery;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.schema.origin.Cause;
import io.orderpipeline.schema.outcome.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for outcomes: whose they are, what comes first, what never comes, and how many wait. */
final class CommandWaitingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BODY = "{'shipmentId':'s-1'}";
    private static final String PATH = "/orders/o-1/fulfilment?waitMs=30000";
    private static final String AT_ONCE = "/orders/o-1/fulfilment?waitMs=0";
    private static final String SHORTLY = "/orders/o-1/fulfilment?waitMs=200";

    private final FrontDesk desk = new FrontDesk();

    @AfterEach
    void stop() {
        desk.close();
    }

    private Sent sent(int count) {
        await().until(() -> desk.sent.size() == count);
        return desk.sent.get(count - 1);
    }

    @Test
    void an_outcome_may_come_long_after_the_brokers_word() {
        CompletableFuture<Reply> reply = desk.postLater(PATH, "k-1", BODY);
        Sent sent = sent(1);
        sent.written(2, 17);
        assertThat(reply).isNotDone();
        desk.tell(fulfilled(sent.command(), 3, at(2, 17)));

        assertThat(reply.join().status()).isEqualTo(200);
    }

    @Test
    void an_outcome_that_comes_before_the_brokers_word_is_kept_for_it() {
        CompletableFuture<Reply> reply = desk.postLater(PATH, "k-1", BODY);
        Sent sent = sent(1);
        desk.tell(fulfilled(sent.command(), 3, at(2, 17)));
        desk.tell(refused(sent.command(), RejectionReason.NOT_PAID, at(2, 18)));
        assertThat(reply).isNotDone();
        sent.written(2, 17);

        assertThat(reply.join().status()).isEqualTo(200);
    }

    @Test
    void what_other_records_come_to_is_no_outcome_of_this_one() {
        CompletableFuture<Reply> reply = desk.postLater(PATH, "k-1", BODY);
        Sent sent = sent(1);
        ClientCommand command = sent.command();
        ClientCommand otherOrder =
                new ClientCommand("o-2", "k-1", OptionalLong.empty(), command.payload());
        ClientCommand otherKey =
                new ClientCommand("o-1", "k-2", OptionalLong.empty(), command.payload());
        Runnable others =
                () -> {
                    desk.tell(fulfilled(command, 3, at(2, 16)));
                    desk.tell(fulfilled(command, 3, at(1, 17)));
                    desk.tell(fulfilled(command, 3, new Cause("order.compensation", 2, 17L)));
                    desk.tell(fulfilled(otherOrder, 3, at(2, 17)));
                    desk.tell(fulfilled(otherKey, 3, at(2, 17)));
                };
        others.run();
        sent.written(2, 17);
        others.run();
        desk.tell(refused(command, RejectionReason.NOT_PAID, at(2, 17)));

        assertThat(reply.join().status()).isEqualTo(409);
        assertThat(reply.join().json().get("reason").asText()).isEqualTo("NOT_PAID");
    }

    @Test
    void two_requests_with_one_key_each_get_the_outcome_of_their_own_record() {
        CompletableFuture<Reply> first = desk.postLater(PATH, "k-1", BODY);
        Sent one = sent(1);
        CompletableFuture<Reply> second = desk.postLater(PATH, "k-1", BODY);
        Sent two = sent(2);
        desk.tell(fulfilled(one.command(), 3, at(2, 17)));
        two.written(2, 18);
        one.written(2, 17);
        desk.tell(duplicate(two.command(), accepted(3), at(2, 18)));

        assertThat(first.join().json().has("duplicate")).isFalse();
        assertThat(second.join().json().get("duplicate").asBoolean()).isTrue();
        assertThat(List.of(first.join(), second.join()))
                .allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200))
                .allSatisfy(reply -> assertThat(reply.json().get("version").asInt()).isEqualTo(3));
    }

    @Test
    void an_outcome_is_found_among_those_of_many_records_of_one_command() {
        CompletableFuture<Reply> reply = desk.postLater(PATH, "k-1", BODY);
        Sent sent = sent(1);
        for (int offset = 0; offset < 1_000; offset++) {
            desk.tell(duplicate(sent.command(), accepted(1), at(2, offset)));
        }
        desk.tell(fulfilled(sent.command(), 3, at(2, 1_000)));
        sent.written(2, 1_000);

        assertThat(reply.join().json().get("version").asInt()).isEqualTo(3);
    }

    @Test
    void a_command_whose_outcome_does_not_come_in_time_is_pending_not_failed() throws Exception {
        desk.brokers = sent -> sent.written(2, 17);

        assertPending(desk.post(SHORTLY, "k-1", BODY));
        assertPending(desk.post(AT_ONCE, "k-1", BODY));
    }

    @Test
    void a_command_on_which_the_brokers_say_nothing_is_pending_whatever_is_heard()
            throws Exception {
        desk.brokers = sent -> desk.tell(fulfilled(sent.command(), 3, at(2, 17)));

        assertPending(desk.post(SHORTLY, "k-1", BODY));
    }

    @Test
    void a_command_that_the_brokers_may_have_is_pending_at_once() throws Exception {
        desk.brokers = sent -> sent.delivery().complete(new Delivery.Unknown());

        assertPending(desk.post(PATH, "k-1", BODY));
    }

    private static void assertPending(Reply reply) throws Exception {
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("location")).contains("/orders/o-1/commands/k-1");
        assertThat(reply.header("content-type")).contains("application/json");
        assertThat(reply.json())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"orderId":"o-1","commandId":"k-1","outcome":"PENDING",
                                 "status":"/orders/o-1/commands/k-1"}
                                """));
    }

    @Test
    void a_command_that_is_not_waited_for_is_still_refused_when_it_was_not_sent() {
        desk.brokers = sent -> sent.delivery().complete(new Delivery.NotSent());

        assertThat(desk.post(AT_ONCE, "k-1", BODY).status()).isEqualTo(503);
    }

    @Test
    void those_that_wait_hold_no_thread() {
        int more = 4 * HttpLimits.THREADS;
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        IntStream.range(0, more).forEach(i -> replies.add(desk.postLater(PATH, "k-" + i, BODY)));
        await().until(() -> desk.sent.size() == more);

        assertThat(desk.get("/health/live").status()).isEqualTo(200);
        assertThat(replies).noneMatch(CompletableFuture::isDone);

        for (Sent sent : desk.sent) {
            long offset = desk.sent.indexOf(sent);
            sent.written(0, offset);
            desk.tell(fulfilled(sent.command(), offset + 1, at(0, offset)));
        }
        assertThat(replies).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(200));
    }

    @Test
    void a_place_is_taken_until_the_brokers_have_spoken_and_there_are_so_many() {
        for (int i = 0; i < HttpLimits.WAITING_COMMANDS; i++) {
            assertThat(desk.post(AT_ONCE, "k-" + i, BODY).status()).isEqualTo(202);
        }

        Reply oneTooMany = desk.post(AT_ONCE, "k-x", BODY);

        assertTooMany(oneTooMany);
        assertThat(desk.sent).hasSize(HttpLimits.WAITING_COMMANDS);
        desk.sent.get(0).written(0, 0);
        assertThat(desk.post(AT_ONCE, "k-x", BODY).status()).isEqualTo(202);
        assertTooMany(desk.post(AT_ONCE, "k-x", BODY));
    }

    @Test
    void brokers_that_are_away_hold_few_threads_and_the_others_are_told_so() {
        CountDownLatch found = new CountDownLatch(1);
        desk.brokers =
                sent -> {
                    awaitQuietly(found);
                    sent.delivery().complete(new Delivery.NotSent());
                };
        List<CompletableFuture<Reply>> held = new ArrayList<>();
        for (int i = 0; i < HttpLimits.WAITING_FOR_BROKERS; i++) {
            held.add(desk.postLater(PATH, "k-" + i, BODY));
        }
        await().until(() -> desk.sent.size() == HttpLimits.WAITING_FOR_BROKERS);

        Reply oneTooMany = desk.post(PATH, "k-x", BODY);
        Reply other = desk.get("/health/live");
        found.countDown();

        assertTooMany(oneTooMany);
        assertThat(other.status()).isEqualTo(200);
        assertThat(held).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(503));
        assertThat(desk.sent).hasSize(HttpLimits.WAITING_FOR_BROKERS);
        assertThat(desk.post(PATH, "k-x", BODY).json().get("type").asText()).endsWith("not-sent");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertTooMany(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).contains("1");
        assertThat(reply.json().get("type").asText()).endsWith(":too-many-waiting");
        assertThat(reply.json().get("detail").asText()).contains("Nothing was sent");
    }
}
