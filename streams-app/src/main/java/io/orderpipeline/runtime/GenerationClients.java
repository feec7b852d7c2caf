package io.orderpipeline.runtime;

import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.generation.GenerationReader;
import io.orderpipeline.registry.Registry;
import io.orderpipeline.runtime.config.AppConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Makes what reads and changes the table of generations, with the app's settings. */
record GenerationClients(AppConfig config, Registry registry) {

    GenerationReader reader() {
        return new GenerationReader(
                clients().consumer(), config.instance().applications(), registry);
    }

    GenerationLog log() {
        return GenerationLog.open(clients(), config.instance().applications(), registry);
    }

    private GenerationLog.Clients clients() {
        return new GenerationLog.Clients(
                connecting(config.kafka().consumer()), connecting(config.kafka().producer()));
    }

    private Map<String, Object> connecting(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.cluster().bootstrapServers());
        return all;
    }
}
