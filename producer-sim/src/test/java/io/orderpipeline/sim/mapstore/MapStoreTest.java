package io.orderpipeline.sim.mapstore;

import static io.orderpipeline.sim.mapstore.Requests.cancel;
import static io.orderpipeline.sim.mapstore.Requests.fulfil;
import static io.orderpipeline.sim.mapstore.Requests.pay;
import static io.orderpipeline.sim.mapstore.Requests.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.state.OrderStatus;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MapStoreTest {

    private static final Downstream AT_ONCE = command -> {};

    private final Database database = new Database();

    @Test
    void an_order_goes_through_its_life_and_repetitions_are_duplicates() throws Exception {
        MapStore store = new MapStore(database, AT_ONCE);

        assertThat(store.handle(place("o-1"))).contains(Answer.APPLIED);
        assertThat(store.handle(place("o-1"))).contains(Answer.DUPLICATE);
        assertThat(store.handle(pay("o-1", "t-1"))).contains(Answer.APPLIED);
        assertThat(store.handle(pay("o-1", "t-1"))).contains(Answer.DUPLICATE);
        assertThat(store.handle(pay("o-1", "t-2"))).contains(Answer.REFUSED);
        assertThat(store.handle(cancel("o-1"))).contains(Answer.REFUSED);
        assertThat(store.handle(fulfil("o-1"))).contains(Answer.APPLIED);
        assertThat(store.handle(fulfil("o-1"))).contains(Answer.DUPLICATE);
        assertThat(store.handle(pay("o-1", "t-1"))).contains(Answer.REFUSED);
        assertThat(store.handle(cancel("o-2"))).contains(Answer.REFUSED);
        assertThat(order(store, "o-1").status()).isEqualTo(OrderStatus.FULFILLED);
        assertThat(order(store, "o-1").transactionId()).contains("t-1");
        assertThat(store.overwritten()).isZero();
    }

    @Test
    void a_placing_that_comes_again_after_the_payment_is_no_duplicate_and_wipes_it_out()
            throws Exception {
        MapStore store = new MapStore(database, AT_ONCE);
        store.handle(place("o-1"));
        store.handle(pay("o-1", "t-1"));

        assertThat(store.handle(place("o-1"))).contains(Answer.APPLIED);

        assertThat(order(store, "o-1")).isEqualTo(OrderValue.placed(Requests.basket()));
    }

    @Test
    void a_payment_that_comes_again_while_the_first_is_under_way_is_applied_twice()
            throws Exception {
        CyclicBarrier bothThere = new CyclicBarrier(2);
        MapStore store = new MapStore(database, waiting(bothThere));
        store.handle(place("o-1"));

        CompletableFuture<Optional<Answer>> first = request(store, pay("o-1", "t-1"));
        CompletableFuture<Optional<Answer>> again = request(store, pay("o-1", "t-1"));

        assertThat(first.get()).contains(Answer.APPLIED);
        assertThat(again.get()).contains(Answer.APPLIED);
        assertThat(store.overwritten()).isEqualTo(1);
    }

    @Test
    void of_a_payment_and_a_cancellation_that_meet_downstream_one_is_lost() throws Exception {
        CountDownLatch cancelChecked = new CountDownLatch(1);
        CountDownLatch paid = new CountDownLatch(1);
        Downstream slowCancel =
                command -> {
                    if (command.getPayload() instanceof CancelOrder) {
                        cancelChecked.countDown();
                        paid.await();
                    }
                };
        MapStore store = new MapStore(database, slowCancel);
        store.handle(place("o-1"));
        CompletableFuture<Optional<Answer>> cancelling = request(store, cancel("o-1"));
        cancelChecked.await();

        assertThat(request(store, pay("o-1", "t-1")).get()).contains(Answer.APPLIED);
        paid.countDown();

        assertThat(cancelling.get()).contains(Answer.APPLIED);
        assertThat(order(store, "o-1").status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order(store, "o-1").transactionId()).isEmpty();
        assertThat(store.overwritten()).isEqualTo(1);
    }

    @Test
    void a_crash_loses_what_was_acknowledged_and_not_flushed() throws Exception {
        MapStore store = new MapStore(database, AT_ONCE);
        store.handle(place("o-1"));
        store.flush();
        store.handle(pay("o-1", "t-1"));
        store.handle(place("o-2"));

        store.die();

        MapStore next = new MapStore(database, AT_ONCE);
        assertThat(next.orders()).containsOnlyKeys("o-1");
        assertThat(order(next, "o-1").status()).isEqualTo(OrderStatus.PLACED);
    }

    @Test
    void a_request_under_way_when_the_process_dies_has_no_answer_and_no_effect() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch dead = new CountDownLatch(1);
        MapStore store =
                new MapStore(
                        database,
                        command -> {
                            underWay.countDown();
                            dead.await();
                        });
        store.flushEvery(TimeUnit.MILLISECONDS.toNanos(1));
        CompletableFuture<Optional<Answer>> placing = request(store, place("o-1"));
        underWay.await();

        store.die();
        dead.countDown();

        assertThat(placing.get()).isEmpty();
        assertThat(database.read()).isEmpty();
    }

    @Test
    void the_write_behind_thread_brings_changes_to_the_database_by_itself() throws Exception {
        MapStore store = new MapStore(database, AT_ONCE);
        store.flushEvery(TimeUnit.MILLISECONDS.toNanos(1));

        store.handle(place("o-1"));

        Eventually.await("a row in the database", () -> !database.read().isEmpty());
        assertThat(database.read()).containsOnlyKeys("o-1");
        store.stop();
    }

    private static Downstream waiting(CyclicBarrier barrier) {
        return command -> {
            if (command.getPayload() instanceof ConfirmPayment) {
                await(barrier);
            }
        };
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            int unused = barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Optional<Answer>> request(
            MapStore store, OrderCommand command) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return store.handle(command);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Daemons.named("test").newThread(task).start());
    }

    private static OrderValue order(MapStore store, String orderId) {
        return Optional.ofNullable(store.orders().get(orderId)).orElseThrow();
    }
}
