package io.orderpipeline.sim;

import io.orderpipeline.registry.Registry;
import io.orderpipeline.registry.Subjects;
import io.orderpipeline.sim.client.Clients;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.topic.TopicAdmin;
import io.orderpipeline.topic.TopicSettings;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** What the integration tests need of a stack: topics, and schemas as the app publishes them. */
final class PipelineStack {

    private PipelineStack() {}

    static LocalStack prepared(LocalStack stack) {
        createTopics(stack);
        try (Registry registry = Registry.connect(stack.registryUrl())) {
            registry.publish(Subjects.ALL);
        }
        return stack;
    }

    static void createTopics(LocalStack stack) {
        try (Admin admin = new Clients(stack.bootstrapServers()).admin(Duration.ofSeconds(30))) {
            TopicAdmin.create(admin, TopicSettings.defaults(1));
        }
    }
}
