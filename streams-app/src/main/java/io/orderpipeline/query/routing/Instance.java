package io.orderpipeline.query.routing;

/** Where an instance of the application serves HTTP, as the group's metadata names it. */
public record Instance(String host, int port) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
