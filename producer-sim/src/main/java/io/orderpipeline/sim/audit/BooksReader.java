package io.orderpipeline.sim.audit;

import io.orderpipeline.topic.Applications;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Reads whether anything is under way. One thread. */
record BooksReader(Admin admin, TopicReader topics, Applications applications, int live) {

    private static final Set<TransactionState> FINISHED =
            EnumSet.of(
                    TransactionState.EMPTY,
                    TransactionState.COMPLETE_COMMIT,
                    TransactionState.COMPLETE_ABORT);

    Books read() throws ExecutionException, InterruptedException {
        return new Books(lags(), transactions(), ends());
    }

    private List<Books.Lag> lags() throws ExecutionException, InterruptedException {
        List<Books.Lag> lags = new ArrayList<>();
        lags.addAll(lags(applications.decider(), Topics.ORDER_COMMAND));
        lags.addAll(lags(applications.decider(), Topics.ORDER_COMPENSATION));
        if (known(applications.tracker())) {
            lags.addAll(lags(applications.tracker(), Topics.PAYMENT_TRANSACTION));
            lags.addAll(lags(applications.tracker(), Topics.ORDER_EVENT));
        }
        String views = applications.views(live);
        if (known(views)) {
            lags.addAll(lags(views, Topics.ORDER_EVENT));
        }
        return lags;
    }

    private boolean known(String group) throws ExecutionException, InterruptedException {
        return admin.listGroups().all().get().stream()
                .anyMatch(each -> each.groupId().equals(group));
    }

    private List<Books.Lag> lags(String group, Topic topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> from =
                new HashMap<>(topics.beginnings(topics.partitions(topic.name())));
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        from.replaceAll(
                (partition, first) -> {
                    OffsetAndMetadata offset = committed.get(partition);
                    return offset == null ? first : Math.max(first, offset.offset());
                });
        Map<Integer, Long> waiting = new HashMap<>();
        topics.read(from, record -> waiting.merge(record.partition(), 1L, Long::sum));
        return from.keySet().stream()
                .map(at -> lag(group, at, waiting.getOrDefault(at.partition(), 0L)))
                .toList();
    }

    private static Books.Lag lag(String group, TopicPartition at, long records) {
        return new Books.Lag(group, at.topic(), at.partition(), records);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group)
            throws ExecutionException, InterruptedException {
        return known(group)
                ? admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get()
                : Map.of();
    }

    private List<Books.Transaction> transactions() throws ExecutionException, InterruptedException {
        return admin.listTransactions().all().get().stream()
                .filter(each -> each.transactionalId().startsWith(applications.prefix() + "-"))
                .map(
                        each ->
                                new Books.Transaction(
                                        each.transactionalId(),
                                        each.state().toString(),
                                        !FINISHED.contains(each.state())))
                .toList();
    }

    private List<Books.End> ends() throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        Stream<String> changelogs =
                Stream.concat(
                        Stream.of(
                                applications.ordersChangelog(),
                                applications.forgetQueueChangelog(),
                                applications.ledgerChangelog()),
                        applications.ledgerIndexChangelogs().stream());
        List<String> pipeline =
                Stream.concat(Topics.ALL.stream().map(Topic::name), changelogs)
                        .filter(present::contains)
                        .toList();
        List<TopicPartition> partitions =
                pipeline.stream().flatMap(topic -> topics.partitions(topic).stream()).toList();
        Map<TopicPartition, Long> stable = latest(partitions, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> high = latest(partitions, IsolationLevel.READ_UNCOMMITTED);
        return partitions.stream()
                .map(
                        at ->
                                new Books.End(
                                        at.topic(),
                                        at.partition(),
                                        stable.getOrDefault(at, -1L),
                                        high.getOrDefault(at, -1L)))
                .toList();
    }

    private Map<TopicPartition, Long> latest(
            Collection<TopicPartition> partitions, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), at -> OffsetSpec.latest()));
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found =
                admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all().get();
        found.forEach((at, info) -> offsets.put(at, info.offset()));
        return offsets;
    }
}
