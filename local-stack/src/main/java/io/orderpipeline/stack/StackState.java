package io.orderpipeline.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a stack's state file says: where everything listens and which processes were started last.
 * Ports and cluster id outlive the processes, so that a restart finds its data and its clients.
 *
 * @param clusterId the id that the brokers' data folders were formatted with
 * @param brokers the nodes
 * @param registryPort where the registry listens
 * @param processes process ids by name; a name that is absent was never started or was stopped
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StackState(
        String clusterId,
        List<BrokerNode> brokers,
        int registryPort,
        Map<String, ProcessId> processes) {

    static final String REGISTRY = "registry";

    StackState {
        brokers = List.copyOf(brokers);
        processes = Collections.unmodifiableMap(new TreeMap<>(processes));
    }

    /** For clients, and for people who read the file. */
    @JsonProperty
    String bootstrapServers() {
        return brokers.stream()
                .map(node -> Ports.HOST + ":" + node.port())
                .collect(Collectors.joining(","));
    }

    /** The registry's Confluent API. */
    @JsonProperty
    String registryUrl() {
        return "http://" + Ports.HOST + ":" + registryPort + "/apis/ccompat/v7";
    }

    /** Whether any of the processes runs. */
    @JsonIgnore
    boolean isAlive() {
        return processes.values().stream().anyMatch(id -> id.find().isPresent());
    }

    Optional<ProcessId> process(String name) {
        return Optional.ofNullable(processes.get(name));
    }

    StackState with(String name, ProcessId process) {
        Map<String, ProcessId> changed = new TreeMap<>(processes);
        changed.put(name, process);
        return new StackState(clusterId, brokers, registryPort, changed);
    }

    StackState without(String name) {
        Map<String, ProcessId> changed = new TreeMap<>(processes);
        changed.remove(name);
        return new StackState(clusterId, brokers, registryPort, changed);
    }
}
