package io.orderpipeline.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Removes what an application of the views leaves behind: its group, its state in this instance's
 * directory, and the changelogs that earlier builds gave it. Can be repeated, and taken up by
 * another instance. Nothing is removed from under an instance that still runs it: as long as the
 * group has members, it waits.
 */
final class GenerationRemoval {

    private static final long PATIENCE_MS = 10_000;

    private final Admin admin;
    private final Path stateDir;

    GenerationRemoval(Admin admin, Path stateDir) {
        this.admin = admin;
        this.stateDir = stateDir;
    }

    /**
     * Removes everything; false when somebody still runs it, so that it must be tried again.
     *
     * @param applicationId is stopped at this instance
     * @throws ExecutionException the brokers refused
     * @throws TimeoutException the brokers did not answer
     */
    boolean remove(String applicationId)
            throws ExecutionException, InterruptedException, TimeoutException, IOException {
        deleteState(stateDir.resolve(applicationId));
        if (hasMembers(applicationId)) {
            return false;
        }
        deleteTopics(applicationId + "-");
        return deleteGroup(applicationId);
    }

    private boolean hasMembers(String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            ConsumerGroupDescription found =
                    await(admin.describeConsumerGroups(List.of(group)).all()).get(group);
            return found != null && !found.members().isEmpty();
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw refused;
        }
    }

    private void deleteTopics(String prefix)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> topics =
                await(admin.listTopics().names()).stream()
                        .filter(each -> each.startsWith(prefix) && each.endsWith("-changelog"))
                        .toList();
        for (KafkaFuture<Void> each : admin.deleteTopics(topics).topicNameValues().values()) {
            awaitGone(each);
        }
    }

    private static void awaitGone(KafkaFuture<Void> topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            await(topic);
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw refused; // otherwise another instance was faster
            }
        }
    }

    private boolean deleteGroup(String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            await(admin.deleteConsumerGroups(List.of(group)).all());
            return true;
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            if (refused.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw refused;
        }
    }

    private static void deleteState(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }
}
