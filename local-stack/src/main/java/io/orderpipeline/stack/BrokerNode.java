package io.orderpipeline.stack;

/**
 * One node of the cluster, broker and controller in one process.
 *
 * @param id the node id, from 1
 * @param port where clients connect
 * @param controllerPort where the nodes elect and follow a controller
 */
record BrokerNode(int id, int port, int controllerPort) {

    String name() {
        return "broker-" + id;
    }
}
