package io.orderpipeline.launcher.rebuild;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Keeps a role out of its group: a member of another protocol than that of Kafka Streams is in it,
 * beside which the broker lets no Kafka Streams member in. Whoever started the role meanwhile sees
 * it fail. A thread of its own stays in the group; everything else is called by the thread that
 * took the hold.
 */
public final class GroupHold implements AutoCloseable {

    private static final Set<TransactionState> FINISHED =
            Set.of(
                    TransactionState.EMPTY,
                    TransactionState.COMPLETE_COMMIT,
                    TransactionState.COMPLETE_ABORT);

    private static final Duration JOIN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> member;
    private final String group;
    private final Thread thread;
    private final CompletableFuture<ConsumerGroupMetadata> joined = new CompletableFuture<>();
    private volatile boolean leaving;
    private volatile boolean lost;

    private GroupHold(Brokers brokers, String group, List<String> topics) {
        this.group = group;
        member = brokers.connection().clients().member(group);
        member.subscribe(topics, new Stillness());
        thread = new Thread(this::stay, "hold-" + group);
        thread.setDaemon(true);
    }

    /**
     * Waits until the group is empty, and takes it.
     *
     * @param patience how long members may take to go: those that were killed are missed when their
     *     session ends
     * @param tell is told that there is something to wait for
     * @throws RefusedException when there are still members, naming them
     */
    public static GroupHold take(
            Brokers brokers,
            String group,
            List<String> topics,
            Duration patience,
            Consumer<String> tell) {
        awaitEmpty(brokers, group, patience, tell);
        GroupHold hold = new GroupHold(brokers, group, topics);
        hold.thread.start();
        try {
            hold.awaitJoined();
            abortOpenTransactions(brokers, group);
            return hold;
        } catch (RuntimeException failed) {
            hold.close();
            throw failed;
        }
    }

    /** Waits until the group has no members. */
    static void awaitEmpty(
            Brokers brokers, String group, Duration patience, Consumer<String> tell) {
        List<String> first = members(brokers, group);
        if (!first.isEmpty()) {
            tell.accept(
                    "waiting up to %d s for %s to leave %s: one that was killed stays until its session ends"
                            .formatted(patience.toSeconds(), first, group));
        }
        if (!Brokers.await(patience, () -> isEmpty(brokers, group))) {
            throw new RefusedException(
                    "group %s still has members after %d s: %s. Stop the app there first (Ctrl-C, or kill it); one that was killed is missed after session.timeout.ms, for which --patience must be long enough"
                            .formatted(group, patience.toSeconds(), members(brokers, group)));
        }
    }

    static boolean isEmpty(Brokers brokers, String group) {
        return members(brokers, group).isEmpty();
    }

    private static List<String> members(Brokers brokers, String group) {
        try {
            return Brokers.await(brokers.admin().describeConsumerGroups(List.of(group)).all())
                    .values()
                    .stream()
                    .flatMap(found -> found.members().stream())
                    .map(GroupHold::name)
                    .toList();
        } catch (GroupIdNotFoundException never) {
            return List.of();
        }
    }

    private static String name(MemberDescription member) {
        return member.groupInstanceId().orElse(member.clientId()) + " at " + member.host();
    }

    private void awaitJoined() {
        try {
            ConsumerGroupMetadata unused =
                    joined.get(JOIN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InconsistentGroupProtocolException) {
                throw new RefusedException(
                        "an app has just joined group %s; stop it first".formatted(group), e);
            }
            throw new KafkaException("cannot join group " + group, e.getCause());
        } catch (TimeoutException e) {
            throw new RefusedException(
                    "the broker does not let this command into group %s; try again"
                            .formatted(group),
                    e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** What a killed app has left open is aborted now, not when its time is up. */
    private static void abortOpenTransactions(Brokers brokers, String group) {
        List<String> open =
                Brokers.await(brokers.admin().listTransactions().all()).stream()
                        .filter(each -> each.transactionalId().startsWith(group + "-"))
                        .filter(each -> !FINISHED.contains(each.state()))
                        .map(TransactionListing::transactionalId)
                        .toList();
        if (!open.isEmpty()) {
            Void unused = Brokers.await(brokers.admin().fenceProducers(open).all());
        }
    }

    /** With which a transaction is committed only while the group is still held. */
    ConsumerGroupMetadata metadata() {
        if (lost) {
            throw new RefusedException(
                    "group %s could not be held; nothing was written: run this again"
                            .formatted(group));
        }
        return joined.join();
    }

    private void stay() {
        try (member) {
            while (!leaving) {
                var unused = member.poll(POLL);
                if (!member.assignment().isEmpty()) {
                    joined.complete(member.groupMetadata());
                }
            }
        } catch (RuntimeException failed) {
            lost = true;
            joined.completeExceptionally(failed);
        }
    }

    /** Is assigned partitions and reads none of them. */
    private final class Stillness implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            lost = !leaving;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.pause(partitions);
        }
    }

    @Override
    public void close() {
        leaving = true;
        try {
            thread.join(JOIN_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
