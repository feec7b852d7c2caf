package io.orderpipeline.query;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.query.OrderReads.PlacedEvent;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.routing.Copy;
import io.orderpipeline.query.routing.Hop;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Whereabouts;
import io.orderpipeline.query.stream.OrderPast;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The events of any order: from the stores here, or from the instance that has them. Never from a
 * standby's, which may lack what a client was told.
 */
final class RoutedHistory implements OrderPast {

    private static final int AT_ONCE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final OrderReads orders;
    private final Whereabouts whereabouts;
    private final Peers peers;

    RoutedHistory(OrderReads orders, Resources.Routing routing) {
        this.orders = orders;
        this.whereabouts = routing.whereabouts();
        this.peers = routing.peers();
    }

    @Override
    public CompletableFuture<List<EventDocument>> after(String orderId, long version) {
        try {
            Instance owner = whereabouts.placeOf(orderId).active().orElseThrow(RoutedHistory::none);
            return owner.equals(whereabouts.self())
                    ? CompletableFuture.completedFuture(here(orderId, version))
                    : there(owner, orderId, version);
        } catch (UnavailableException why) {
            return CompletableFuture.failedFuture(why);
        }
    }

    private static UnavailableException none() {
        return new UnavailableException(
                Reason.REBALANCING, "The order's partition is being assigned to an instance.");
    }

    private List<EventDocument> here(String orderId, long version) {
        return orders.history(orderId, version, AT_ONCE, Copy.ACTIVE).value().events().stream()
                .map(RoutedHistory::document)
                .toList();
    }

    private static EventDocument document(PlacedEvent placed) {
        return EventDocument.of(placed.event(), placed.partition(), placed.offset());
    }

    private CompletableFuture<List<EventDocument>> there(
            Instance owner, String orderId, long version) {
        String target = "/orders/" + orderId + "/history?after=" + version;
        Map<String, String> onlyTheOwner = Map.of(Hop.HEADER, Hop.ACTIVE.label());
        return peers.get(owner, target, onlyTheOwner, PATIENCE).handle(RoutedHistory::answer);
    }

    private static List<EventDocument> answer(HttpResponse<byte[]> reply, Throwable failed) {
        if (failed != null || (reply.statusCode() != 200 && reply.statusCode() != 404)) {
            throw new UnavailableException(
                    Reason.REBALANCING, "The owner of the order's partition does not answer.");
        }
        return reply.statusCode() == 404 ? List.of() : parsed(reply.body());
    }

    private record Events(List<EventDocument> events) {}

    private static List<EventDocument> parsed(byte[] body) {
        try {
            return JSON.readValue(body, Events.class).events();
        } catch (IOException malformed) {
            throw new IllegalStateException("another instance answers otherwise", malformed);
        }
    }
}
