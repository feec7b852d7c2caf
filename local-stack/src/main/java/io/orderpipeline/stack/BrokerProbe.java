package io.orderpipeline.stack;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * Asks a broker for the cluster and looks for the broker itself among those that the controller
 * lets serve clients.
 */
record BrokerProbe(BrokerNode node) implements Probe {

    private static final int TIMEOUT_MS = 3_000;

    @Override
    public boolean answers() {
        // The client warns about every refused connection, so it is created when one is accepted.
        return Ports.answers(node.port()) && isServing();
    }

    private boolean isServing() {
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Ports.HOST + ":" + node.port(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MS);
        DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(TIMEOUT_MS);
        try (Admin admin = Admin.create(settings)) {
            return admin
                    .describeCluster(options)
                    .nodes()
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .stream()
                    .anyMatch(broker -> broker.id() == node.id());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + node.name(), e);
        }
    }
}
