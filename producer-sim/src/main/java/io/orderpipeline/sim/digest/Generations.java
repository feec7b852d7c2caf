package io.orderpipeline.sim.digest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The generations of the views as an instance of the app tells of them.
 *
 * @param revision of the table that it has read
 * @param live the generation that answers
 * @param members the instances that answered
 * @param unanswered those that should have
 * @param all in the order of their numbers
 */
public record Generations(
        long revision,
        int live,
        List<Member> members,
        List<String> unanswered,
        List<Generation> all) {

    public Generations {
        members = List.copyOf(members);
        unanswered = List.copyOf(unanswered);
        all = List.copyOf(all);
    }

    /** One of them, if it is known. */
    public Optional<Generation> find(int number) {
        return all.stream().filter(each -> each.number() == number).findFirst();
    }

    /**
     * An instance, and what it has seen of the table.
     *
     * @param holding whether it has stopped answering, for the hold of that revision
     * @param build of the app, of which it is an instance
     */
    public record Member(String instance, long revision, int live, boolean holding, String build) {}

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

        /** Records that all of them lack; those of whom that is not known count as one. */
        public long behind() {
            return hosts.stream().mapToLong(host -> Math.abs(host.behind())).sum();
        }

        /** Records that all of them have handled since they started. */
        public long handled() {
            return hosts.stream().mapToLong(Host::handled).sum();
        }

        /** The partitions that it can answer for. */
        public Set<Integer> ready() {
            Set<Integer> partitions = new TreeSet<>();
            hosts.stream()
                    .filter(Host::ready)
                    .forEach(host -> partitions.addAll(host.partitions()));
            return partitions;
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
     * @param behind records to the ends of its sources; -1 when that is not known
     * @param caughtUp whether it is as far as the log was when its partitions came
     * @param where and whether it can answer for these partitions
     */
    public record Host(
            String instance,
            String state,
            long handled,
            long behind,
            boolean caughtUp,
            Where where) {

        boolean ready() {
            return where.ready();
        }

        Set<Integer> partitions() {
            return where.partitions();
        }
    }

    /** The partitions of an instance. */
    public record Where(boolean ready, Set<Integer> partitions) {

        public Where {
            partitions = Set.copyOf(partitions);
        }
    }

    static Generations of(JsonNode document) {
        List<Generation> all = new ArrayList<>();
        for (JsonNode each : document.path("generations")) {
            all.add(
                    new Generation(
                            each.path("number").asInt(),
                            each.path("status").asText(),
                            hosts(each.path("instances"))));
        }
        List<String> unanswered = new ArrayList<>();
        document.path("unanswered").forEach(each -> unanswered.add(each.asText()));
        return new Generations(
                document.path("revision").asLong(),
                document.path("live").asInt(),
                members(document.path("instances")),
                unanswered,
                all);
    }

    private static List<Member> members(JsonNode instances) {
        List<Member> members = new ArrayList<>();
        for (JsonNode each : instances) {
            members.add(
                    new Member(
                            each.path("instance").asText(),
                            each.path("revision").asLong(),
                            each.path("live").asInt(),
                            each.path("holding").asBoolean(),
                            each.path("build").asText()));
        }
        return members;
    }

    private static List<Host> hosts(JsonNode instances) {
        List<Host> hosts = new ArrayList<>();
        for (JsonNode each : instances) {
            Set<Integer> partitions = new TreeSet<>();
            each.path("partitions").forEach(partition -> partitions.add(partition.asInt()));
            hosts.add(
                    new Host(
                            each.path("instance").asText(),
                            each.path("state").asText(),
                            each.path("handled").asLong(),
                            each.path("behind").asLong(),
                            each.path("caughtUp").asBoolean(),
                            new Where(each.path("ready").asBoolean(), partitions)));
        }
        return hosts;
    }
}
