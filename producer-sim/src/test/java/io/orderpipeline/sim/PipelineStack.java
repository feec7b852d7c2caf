package io.orderpipeline.sim;

import io.orderpipeline.sim.gateway.Clients;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** What the integration tests need of a stack: the pipeline's topics. */
final class PipelineStack {

    private PipelineStack() {}

    static LocalStack withTopics(LocalStack stack) {
        try (Admin admin = new Clients(stack.bootstrapServers()).admin(Duration.ofSeconds(30))) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
        return stack;
    }
}
