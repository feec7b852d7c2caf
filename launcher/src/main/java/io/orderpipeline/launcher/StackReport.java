package io.orderpipeline.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.Member;
import io.orderpipeline.stack.Member.Health;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How the members of a stack are at one moment.
 *
 * @param bootstrapServers for Kafka clients
 * @param registryUrl for registry clients
 * @param rows one per process, brokers first
 */
record StackReport(String bootstrapServers, String registryUrl, List<Row> rows) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LINE = "%-10s %-8s %8s  %-16s %s%n";

    /** One process. */
    record Row(String name, Health health, OptionalLong pid, int port, Path log) {

        static Row of(Member member) {
            return new Row(
                    member.name(), member.health(), member.pid(), member.port(), member.logFile());
        }

        String state() {
            return switch (health) {
                case RUNNING -> "running";
                case SILENT -> "silent";
                case STOPPED -> "stopped";
            };
        }
    }

    /** Asks every member. */
    static StackReport of(LocalStack stack) {
        return new StackReport(
                stack.bootstrapServers(),
                stack.registryUrl(),
                stack.members().map(Row::of).toList());
    }

    boolean isHealthy() {
        return rows.stream().allMatch(row -> row.health() == Health.RUNNING);
    }

    boolean isStopped() {
        return rows.stream().allMatch(row -> row.health() == Health.STOPPED);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append(LINE.formatted("NAME", "STATE", "PID", "LISTENS ON", "LOG"));
        for (Row row : rows) {
            String pid = row.pid().isPresent() ? Long.toString(row.pid().getAsLong()) : "-";
            String address = "127.0.0.1:" + row.port();
            table.append(LINE.formatted(row.name(), row.state(), pid, address, row.log()));
        }
        return table.toString();
    }

    String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("healthy", isHealthy());
        document.put("bootstrapServers", bootstrapServers);
        document.put("registryUrl", registryUrl);
        document.put("members", rows.stream().map(StackReport::fields).toList());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of plain values must have a JSON form", e);
        }
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", row.name());
        fields.put("state", row.state());
        row.pid().ifPresent(pid -> fields.put("pid", pid));
        fields.put("port", row.port());
        fields.put("log", row.log().toString());
        return fields;
    }
}
