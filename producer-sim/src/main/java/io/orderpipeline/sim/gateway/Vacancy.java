package io.orderpipeline.sim.gateway;

import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.EnvironmentException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Two desks with different books would hand requests over to each other and refund some twice, so
 * there is one for each pipeline. Somebody who was killed stays in the group for some seconds more.
 */
final class Vacancy {

    /** A little longer than the session of a desk that was killed. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final long LOOK_EVERY_MS = 200;

    private Vacancy() {}

    /**
     * Waits until no desk is at work.
     *
     * @throws EnvironmentException one stays
     */
    static void await(Connection connection) {
        long untilNanos = System.nanoTime() + PATIENCE_NANOS;
        try (Admin admin = connection.clients().admin(connection.limits().preflight())) {
            Collection<MemberDescription> members = members(admin);
            while (!members.isEmpty() && System.nanoTime() - untilNanos < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                members = members(admin);
            }
            if (!members.isEmpty()) {
                throw taken(members.iterator().next());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the thread's interrupt flag again
        }
    }

    private static Collection<MemberDescription> members(Admin admin) throws InterruptedException {
        try {
            Map<String, ConsumerGroupDescription> groups =
                    admin.describeConsumerGroups(List.of(PaymentGateway.GROUP)).all().get();
            return groups.values().stream().flatMap(group -> group.members().stream()).toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw new KafkaException("the broker did not answer as expected", e.getCause());
        }
    }

    private static EnvironmentException taken(MemberDescription member) {
        return new EnvironmentException(
                "another payment gateway is at work on this pipeline: "
                        + member.clientId()
                        + " at "
                        + member.host()
                        + ", in the group "
                        + PaymentGateway.GROUP
                        + ". One is enough.");
    }
}
