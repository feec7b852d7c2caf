package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Pages through lists while they grow, each page at another instance, and demands that every order
 * that was there before comes exactly once, newest first. A page that is partial, or that an
 * instance cannot give, is asked for again. One thread.
 */
final class ListWalks {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = new JsonMapper();

    private static final Comparator<JsonNode> NEWEST_FIRST =
            Comparator.comparing((JsonNode order) -> Instant.parse(order.get("placedAt").asText()))
                    .thenComparing(ListWalks::id)
                    .reversed();

    private final List<AppProcess> instances;

    /** By query, what must be in its list from now on. */
    private final Map<String, Set<String>> lasting = new HashMap<>();

    private String customer = "";
    private int asked;

    ListWalks(List<AppProcess> instances) {
        this.instances = instances;
    }

    /** All orders; those in states that are final; and those of a customer. */
    void walk() {
        List<JsonNode> orders = walk("limit=97", () -> {});
        for (String status : List.of("FULFILLED", "CANCELLED")) {
            assertThat(walk("limit=89&status=" + status, () -> {}))
                    .allMatch(order -> order.get("status").asText().equals(status));
        }
        if (!orders.isEmpty()) {
            walkCustomer(orders);
        }
    }

    private void walkCustomer(List<JsonNode> orders) {
        if (customer.isEmpty()) {
            customer = customerOf(orders.get(0));
        }
        String query = "limit=2&customer=" + customer;
        lasting.put(
                query,
                ids(orders.stream().filter(each -> customerOf(each).equals(customer)).toList()));
        assertThat(walk(query, () -> {})).allMatch(order -> customerOf(order).equals(customer));
    }

    /**
     * One list from its first page to its last.
     *
     * @param midway happens between the first page and the second
     */
    List<JsonNode> walk(String query, Runnable midway) {
        List<JsonNode> orders = new ArrayList<>();
        JsonNode page = wholePage(query);
        midway.run();
        page.get("orders").forEach(orders::add);
        while (page.has("next")) {
            page = wholePage(query + "&cursor=" + page.get("next").asText());
            page.get("orders").forEach(orders::add);
        }
        assertThat(orders).extracting(ListWalks::id).as(query).doesNotHaveDuplicates();
        assertThat(orders).as(query).isSortedAccordingTo(NEWEST_FIRST);
        Set<String> shown = ids(orders);
        assertThat(shown).as(query).containsAll(lasting.getOrDefault(query, Set.of()));
        lasting.put(query, shown);
        return orders;
    }

    private JsonNode wholePage(String query) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsInstanceOf(IOException.class) // it is down, or slow to answer
                .until(() -> page(query), page -> page.has("orders") && !page.has("missing"));
    }

    private JsonNode page(String query) throws IOException, InterruptedException {
        AppProcess instance = instances.get(asked++ % instances.size());
        HttpResponse<String> answer = instance.get("/orders?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
        return JSON.readTree(answer.body());
    }

    private static Set<String> ids(List<JsonNode> orders) {
        return orders.stream().map(ListWalks::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String id(JsonNode order) {
        return order.get("orderId").asText();
    }

    private static String customerOf(JsonNode order) {
        return order.get("customerId").asText();
    }
}
