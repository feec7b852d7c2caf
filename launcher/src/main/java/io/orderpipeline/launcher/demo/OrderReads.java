package io.orderpipeline.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.ledger.Ledger;
import io.orderpipeline.sim.ledger.Line;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Reads a sample of the orders over HTTP, as anybody may, and compares them with their plans. */
final class OrderReads {

    private static final int SAMPLE = 500;
    private static final int SHOWN = 5;
    private static final JsonMapper JSON = new JsonMapper();

    private OrderReads() {}

    static AuditRow check(AppProcess app, Ledger ledger) throws IOException, InterruptedException {
        List<Line.Planned> plans = ledger.plans();
        int step = Math.max(1, plans.size() / SAMPLE);
        long checked = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < plans.size(); i += step) {
            checked++;
            Line.Planned plan = plans.get(i);
            String found = read(app, plan.order());
            if (!found.equals(expected(plan))) {
                wrong.add(plan.order() + " is " + found + ", planned " + expected(plan));
            }
        }
        return new AuditRow(
                "Q", "read over HTTP", wrong.isEmpty() && checked > 0, checked, shown(wrong));
    }

    private static String expected(Line.Planned plan) {
        return plan.version() == 0 ? "404" : plan.status() + " at version " + plan.version();
    }

    private static String read(AppProcess app, String orderId)
            throws IOException, InterruptedException {
        HttpResponse<String> response = app.get("/orders/" + orderId);
        if (response.statusCode() != 200) {
            return Integer.toString(response.statusCode());
        }
        JsonNode order = JSON.readTree(response.body());
        return order.path("status").asText() + " at version " + order.path("version").asLong();
    }

    private static String shown(List<String> wrong) {
        return String.join("; ", wrong.subList(0, Math.min(SHOWN, wrong.size())));
    }
}
