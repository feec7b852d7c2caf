package io.orderpipeline.sim.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The generations of the views as an instance of the app tells of them.
 *
 * @param revision of the table that it has read
 * @param live the generation that answers
 * @param all in the order of their numbers
 */
public record Generations(long revision, int live, List<Generation> all) {

    public Generations {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param status as in the table, for example BUILDING
     * @param hosts the instances that run it
     */
    public record Generation(int number, String status, List<Host> hosts) {

        public Generation {
            hosts = List.copyOf(hosts);
        }

        /** Whether every instance that runs it has caught up, and there is one. */
        public boolean caughtUp() {
            return !hosts.isEmpty() && hosts.stream().allMatch(Host::caughtUp);
        }
    }

    /**
     * What one instance says of one generation.
     *
     * @param instance its address
     * @param state of Kafka Streams there
     * @param handled records since it started
     * @param behind records to the ends of its sources
     */
    public record Host(
            String instance, String state, long handled, long behind, boolean caughtUp) {}

    static Generations of(JsonNode document) {
        List<Generation> all = new ArrayList<>();
        for (JsonNode each : document.path("generations")) {
            all.add(
                    new Generation(
                            each.path("number").asInt(),
                            each.path("status").asText(),
                            hosts(each.path("instances"))));
        }
        return new Generations(
                document.path("revision").asLong(), document.path("live").asInt(), all);
    }

    private static List<Host> hosts(JsonNode instances) {
        List<Host> hosts = new ArrayList<>();
        for (JsonNode each : instances) {
            hosts.add(
                    new Host(
                            each.path("instance").asText(),
                            each.path("state").asText(),
                            each.path("handled").asLong(),
                            each.path("behind").asLong(),
                            each.path("caughtUp").asBoolean()));
        }
        return hosts;
    }
}
