package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import io.orderpipeline.topic.TopicsNotReadyException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the brokers while the app starts, waiting at most the start-up time-out for each answer; no
 * answer is a {@link StartupException} that says what to do. One thread.
 */
final class BrokerAdmin {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final AppConfig config;

    BrokerAdmin(AppConfig config) {
        this.config = config;
    }

    /** What is asked; awaits its answers with {@link #await}. */
    interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    /**
     * The answer, over a connection of its own.
     *
     * @throws StartupException when the brokers give none, or one that the app cannot run with
     */
    <T> T ask(Question<T> question) {
        try (Admin admin = Admin.create(settings())) {
            return question.ask(admin);
        } catch (TopicsNotReadyException notReady) {
            throw new StartupException(notReady);
        } catch (KafkaException | TimeoutException | ExecutionException unreachable) {
            throw new StartupException(unreachable(unreachable), unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while asking the brokers", stopped);
        }
    }

    <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The topic of a name; absent when there is none, or the broker does not know it yet. */
    Optional<TopicDescription> find(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                    .findFirst();
        } catch (ExecutionException unknown) {
            if (unknown.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    /** The topic of a name, which has been made, once the broker that is asked knows it. */
    TopicDescription awaitTopic(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        long startNanos = System.nanoTime();
        Optional<TopicDescription> found = find(admin, topic);
        while (found.isEmpty()) {
            if (System.nanoTime() - startNanos > timeout().toNanos()) {
                throw new TimeoutException("topic " + topic + " does not appear");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            found = find(admin, topic);
        }
        return found.get();
    }

    Duration timeout() {
        return config.lifecycle().startupTimeout();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(config.kafka().admin());
        int timeoutMs = (int) timeout().toMillis();
        settings.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        return settings;
    }

    private String unreachable(Exception cause) {
        Throwable reason = cause instanceof ExecutionException ? cause.getCause() : cause;
        return "the brokers at %s did not answer within %d ms (%s); start them with ./pipeline up, or set"
                .formatted(config.cluster().bootstrapServers(), timeout().toMillis(), reason)
                .concat(" bootstrap.servers or startup.timeout.ms");
    }
}
