package io.orderpipeline.sim.client;

import io.orderpipeline.registry.NotPublishedException;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.RegistryUnavailableException;
import io.orderpipeline.registry.Subject;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.event.OrderEvent;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.traffic.Limits;
import io.orderpipeline.topic.Topic;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.topic.TopicsNotReadyException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** Finds out within seconds whether there is a pipeline to talk to. */
public final class Preflight {

    private static final List<Topic> NEEDED =
            List.of(
                    Topics.ORDER_COMMAND,
                    Topics.ORDER_EVENT,
                    Topics.ORDER_REJECTION,
                    Topics.ORDER_DEAD_LETTER,
                    Topics.ORDER_DEAD_LETTER_ACTION,
                    Topics.PAYMENT_TRANSACTION,
                    Topics.PAYMENT_REFUND,
                    Topics.ORDER_COMPENSATION);

    private static final Subject JOURNAL =
            Subject.ofValues(
                    Topics.PAYMENT_TRANSACTION.name(), PaymentTransaction.getClassSchema());

    /** Commands, events that pose as commands, and the gateway's journal. */
    private static final List<Subject> WRITTEN =
            List.of(
                    Subject.ofValues(Topics.ORDER_COMMAND.name(), OrderCommand.getClassSchema()),
                    Subject.ofValues(Topics.ORDER_EVENT.name(), OrderEvent.getClassSchema()),
                    JOURNAL);

    /**
     * What order.command is like.
     *
     * @param partitions how many it has
     * @param topicId the id that the broker gave it when it was created
     */
    public record Destination(int partitions, String topicId) {}

    private Preflight() {}

    /**
     * Asks the broker for itself and for the topics.
     *
     * @throws io.orderpipeline.sim.traffic.RefusedOptionException the addresses are none
     * @throws EnvironmentException the broker does not answer, or a topic is not as it must be
     */
    public static Destination check(Connection connection) {
        try (Admin admin = connection.clients().admin(connection.limits().preflight())) {
            admin.describeCluster().clusterId().get();
            TopicAdmin.requireReady(admin, NEEDED);
            return describe(admin);
        } catch (TopicsNotReadyException e) {
            throw new EnvironmentException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("interrupted before the broker answered", e);
        } catch (ExecutionException | KafkaException e) {
            throw unreachable(connection, e);
        }
    }

    /**
     * Asks the registry for the schemas of what is to be sent. Producers do not publish them: the
     * app does, so that whoever reads a new schema is there before whoever writes it.
     *
     * @throws EnvironmentException the registry does not answer, or lacks a schema
     */
    public static void requireSchemas(Connection connection) {
        require(connection, WRITTEN);
    }

    /**
     * The same for one who writes nothing but the payment gateway's journal.
     *
     * @throws EnvironmentException the registry does not answer, or lacks the schema
     */
    public static void requireJournalSchema(Connection connection) {
        require(connection, List.of(JOURNAL));
    }

    private static void require(Connection connection, List<Subject> subjects) {
        try (Registry registry = Registry.connect(connection.registry())) {
            for (Subject subject : subjects) {
                int unused = registry.idOf(subject);
            }
        } catch (NotPublishedException e) {
            throw new EnvironmentException(
                    e.getMessage() + " Once is enough: ./pipeline app publishes them.", e);
        } catch (RegistryUnavailableException e) {
            throw new EnvironmentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static RuntimeException unreachable(Connection connection, Exception cause) {
        Throwable root = cause;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            root = next;
        }
        if (root instanceof ConfigException) {
            return Limits.refused(
                    "--bootstrap",
                    connection.bootstrap(),
                    "HOST:PORT[,HOST:PORT...] (" + root.getMessage() + ")");
        }
        return new EnvironmentException(
                "no usable answer from a broker at "
                        + connection.bootstrap()
                        + " within "
                        + connection.limits().preflight().toSeconds()
                        + " s ("
                        + root.getMessage()
                        + "). Start one with ./pipeline up, or name another with --bootstrap.",
                cause);
    }

    private static Destination describe(Admin admin)
            throws InterruptedException, ExecutionException {
        String name = Topics.ORDER_COMMAND.name();
        TopicDescription topic =
                admin.describeTopics(List.of(name))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next();
        return new Destination(topic.partitions().size(), topic.topicId().toString());
    }
}
