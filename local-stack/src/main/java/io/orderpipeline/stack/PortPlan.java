package io.orderpipeline.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * Decides where the members listen. While one of them runs, all keep their ports, because its peers
 * and clients know them; when none does, ports that were taken meanwhile are exchanged.
 *
 * @param spec the stack wanted
 */
record PortPlan(StackSpec spec) {

    private static final int KAFKA = 9092;
    private static final int REGISTRY = 8081;
    private static final int CONTROLLER = 19_092;

    StackState apply(Optional<StackState> found) {
        found.ifPresent(this::requireSameSize);
        return found.filter(state -> state.isAlive() || portsAreFree(state))
                .orElseGet(() -> choose(found.map(StackState::clusterId)));
    }

    private StackState choose(Optional<String> clusterId) {
        Ports anywhere = Ports.anywhere();
        Ports kafka = spec.detached() ? Ports.from(KAFKA) : anywhere;
        Ports registry = spec.detached() ? Ports.from(REGISTRY) : anywhere;
        Ports controller = spec.detached() ? Ports.from(CONTROLLER) : anywhere;
        List<BrokerNode> nodes = new ArrayList<>();
        for (int id = 1; id <= spec.brokers(); id++) {
            nodes.add(new BrokerNode(id, kafka.take(), controller.take()));
        }
        String cluster = clusterId.orElseGet(() -> Uuid.randomUuid().toString());
        return new StackState(cluster, nodes, registry.take(), Map.of());
    }

    private void requireSameSize(StackState found) {
        if (found.brokers().size() != spec.brokers()) {
            throw new StackException(
                    "The stack in %s has %d broker(s), asked for: %d. Its data belong to that number; to change it, start afresh (up --fresh) or delete it (down --delete)."
                            .formatted(spec.home(), found.brokers().size(), spec.brokers()));
        }
    }

    private static boolean portsAreFree(StackState state) {
        return Ports.isFree(state.registryPort())
                && state.brokers().stream()
                        .allMatch(n -> Ports.isFree(n.port()) && Ports.isFree(n.controllerPort()));
    }
}
