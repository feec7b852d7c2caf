package io.orderpipeline.stack;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.KafkaFuture;

/**
 * Asks a broker for the cluster and looks for the broker itself among those that the controller
 * lets serve clients. The cluster's id must be ours: the broker of another stack has the same node
 * id, and may have taken the port.
 */
record BrokerProbe(BrokerNode node, String clusterId) implements Probe {

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
            DescribeClusterResult cluster = admin.describeCluster(options);
            return clusterId.equals(await(cluster.clusterId()))
                    && await(cluster.nodes()).stream().anyMatch(found -> found.id() == node.id());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + node.name(), e);
        }
    }

    private static <T> T await(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }
}
