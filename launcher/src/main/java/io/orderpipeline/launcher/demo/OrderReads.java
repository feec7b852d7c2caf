package io.orderpipeline.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.Line;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a sample of the orders over HTTP, as anybody may, and compares every field with what the
 * events say. An order without events must not be found.
 */
final class OrderReads {

    private static final int SAMPLE = 500;
    private static final int SHOWN = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private OrderReads() {}

    static AuditRow check(AppProcess app, Connection connection, Ledger ledger)
            throws IOException, InterruptedException {
        Set<String> orders = sample(ledger.plans());
        EventFold fold = new EventFold(orders);
        new EventReader(connection).read(fold::apply);
        List<String> wrong = new ArrayList<>();
        for (String order : orders) {
            HttpResponse<String> answer = app.get("/orders/" + order);
            complaint(fold.document(order), answer.statusCode(), answer.body())
                    .ifPresent(complaint -> wrong.add(order + ": " + complaint));
        }
        return new AuditRow(
                "Q",
                "read over HTTP",
                wrong.isEmpty() && !orders.isEmpty(),
                orders.size(),
                shown(wrong));
    }

    private static Set<String> sample(List<Line.Planned> plans) {
        Set<String> orders = new LinkedHashSet<>();
        int step = Math.max(1, plans.size() / SAMPLE);
        for (int i = 0; i < plans.size(); i += step) {
            orders.add(plans.get(i).order());
        }
        return orders;
    }

    /** What is wrong with an answer; empty when nothing is. */
    static Optional<String> complaint(Optional<JsonNode> expected, int status, String body) {
        int expectedStatus = expected.isPresent() ? 200 : 404;
        if (status != expectedStatus) {
            return Optional.of(
                    "HTTP status is %d, the events say %d".formatted(status, expectedStatus));
        }
        return expected.map(document -> DocumentComparison.differences(document, parsed(body)))
                .filter(differences -> !differences.isEmpty())
                .map(differences -> String.join(", ", differences));
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(body);
        }
    }

    private static String shown(List<String> wrong) {
        return String.join("; ", wrong.subList(0, Math.min(SHOWN, wrong.size())));
    }
}
