package io.orderpipeline.query;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderpipeline.query.Resources.Routing;
import io.orderpipeline.query.Resources.Views;
import io.orderpipeline.query.command.CommandRoutes;
import io.orderpipeline.query.command.LocalStatus;
import io.orderpipeline.query.generation.DigestsHandler;
import io.orderpipeline.query.generation.Generations;
import io.orderpipeline.query.generation.GenerationsHandler;
import io.orderpipeline.query.generation.Held;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.routing.Gather;
import io.orderpipeline.query.routing.OrderRoute;
import io.orderpipeline.query.routing.PeerRanges;
import io.orderpipeline.query.stream.StreamRoutes;
import io.orderpipeline.query.stream.StreamSources;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** Which path leads to what. */
final class QueryRoutes {

    private static final String ORDER = "/orders/{" + OrderRoute.ORDER_ID + "}";
    private static final String ID = "/{" + TransactionHandler.TRANSACTION_ID + "}";

    private final Resources resources;
    private final VersionWaits waits;
    private final Held held;
    private final Clock clock;

    QueryRoutes(Resources resources, VersionWaits waits, Held held, Clock clock) {
        this.resources = resources;
        this.waits = waits;
        this.held = held;
        this.clock = clock;
    }

    void addTo(JavalinConfig config, MeterRegistry metrics) {
        RoutesConfig routes = config.routes;
        Gather gather =
                new Gather(
                        resources.routing().whereabouts(),
                        resources.views().indexes(),
                        resources.routing().peers());
        orders(routes, gather);
        transactions(routes, gather);
        stats(routes);
        generations(routes);
        routes.get(ApiDescription.PATH, new ApiDescription());
        health(routes);
        CommandRoutes.add(config, commands());
        StreamRoutes.add(config, streams(), metrics);
    }

    private CommandRoutes.Parts commands() {
        OrderReads orders = resources.views().orders();
        Held.Route status =
                routed(
                        (request, orderId, copy) -> {
                            String commandId = request.pathParam(CommandRoutes.COMMAND_ID);
                            new LocalStatus(
                                            (order, command) ->
                                                    orders.outcome(order, command, copy)
                                                            .mark(request)
                                                            .value())
                                    .answer(request, orderId, commandId);
                            return CompletableFuture.completedFuture(null);
                        });
        return new CommandRoutes.Parts(
                resources.commands().bodies(),
                resources.commands().log(),
                resources.log().feed(),
                (request, orderId, commandId) -> status.handle(request));
    }

    private StreamSources streams() {
        return new StreamSources(
                resources.log().feed(),
                resources.log().past(),
                new RoutedHistory(resources.views().orders(), resources.routing()));
    }

    private void orders(RoutesConfig routes, Gather gather) {
        Views views = resources.views();
        routes.get(ORDER, routed(new OrderQuestion(views.orders(), waits, clock)))
                .get(ORDER + "/history", routed(new HistoryQuestion(views.orders())))
                .get("/orders", held.of(new OrderListHandler(views.selections(), gather)))
                .get(PeerRanges.PATH, new PeerRanges(views.indexes()));
    }

    private Held.Route routed(OrderRoute.Question question) {
        Routing routing = resources.routing();
        return held.of(new OrderRoute(routing.whereabouts(), routing.peers(), question));
    }

    private void transactions(RoutesConfig routes, Gather gather) {
        Selections selections = resources.views().selections();
        Transactions transactions = new Transactions(selections, gather);
        Handler one = held.of(new TransactionHandler(transactions));
        routes.get(
                        "/transactions",
                        held.of(TransactionListHandler.ofTransactions(selections, gather, clock)))
                .get(
                        "/compensations",
                        held.of(TransactionListHandler.ofCompensations(selections, gather, clock)))
                .get("/transactions" + ID, one)
                .get("/compensations" + ID, one);
        Semaphore turns = new Semaphore(HttpLimits.WAITING_FOR_BROKERS);
        for (OperatorCommands.Action action : OperatorCommands.Action.values()) {
            routes.post(
                    "/compensations" + ID + "/" + action.label(),
                    new InterventionHandler(
                            transactions, resources.commands().operators(), turns, action));
        }
    }

    private void stats(RoutesConfig routes) {
        StatsHandler stats =
                new StatsHandler(resources.views().stats(), resources.routing(), clock);
        routes.get("/stats", held.of(stats)).get(StatsHandler.PEER_PATH, stats::handlePeer);
    }

    private void generations(RoutesConfig routes) {
        Routing routing = resources.routing();
        Generations generations = resources.generations();
        DigestsHandler digests = new DigestsHandler(generations, routing.whereabouts());
        routes.get(
                        GenerationsHandler.PATH,
                        new GenerationsHandler(generations, routing.whereabouts(), routing.peers()))
                .get(DigestsHandler.PATH, digests)
                .get(DigestsHandler.OWNERS_PATH, digests::owners);
    }

    private void health(RoutesConfig routes) {
        Health health = resources.health();
        routes.get("/health/live", ctx -> live(ctx, health))
                .get("/health/ready", ctx -> ready(ctx, health));
    }

    private static void live(Context request, Health health) {
        Responses.json(request, health.alive() ? 200 : 503, HealthDocument.live(health));
    }

    private static void ready(Context request, Health health) {
        HealthDocument document = HealthDocument.ready(health);
        Responses.json(request, "ready".equals(document.status()) ? 200 : 503, document);
    }
}
