package io.orderpipeline.query;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JavalinState;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderpipeline.query.generation.Held;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.reply.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: routes, limits, and how failures look. Starts in the constructor's caller's
 * thread and serves from its own pool until closed.
 */
public final class QueryServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    /**
     * Where to listen.
     *
     * @param port 0 for any free one
     */
    public record Address(String host, int port) {}

    private final Javalin server;

    private QueryServer(Javalin server) {
        this.server = server;
    }

    /**
     * Starts serving.
     *
     * @throws UncheckedIOException when the address is taken or not of this machine
     */
    public static QueryServer start(
            Address address, Resources resources, PrometheusMeterRegistry metrics) {
        return start(address, resources, metrics, Listener.Patience.STANDARD);
    }

    static QueryServer start(
            Address address,
            Resources resources,
            PrometheusMeterRegistry metrics,
            Listener.Patience patience) {
        Javalin server =
                Javalin.create(
                        config -> {
                            Executor threads = Listener.configure(config, address, patience);
                            VersionWaits waits = new VersionWaits(threads);
                            Held held = new Held(resources.generations(), threads);
                            new QueryRoutes(resources, waits, held, Clock.systemUTC())
                                    .addTo(config, metrics);
                            config.routes.get(
                                    "/metrics",
                                    ctx -> ctx.contentType(PROMETHEUS).result(metrics.scrape()));
                            heads(config);
                            failures(config);
                            config.events.serverStopping(waits::close);
                            config.requestLogger.http(new RequestTimes(metrics));
                        });
        return new QueryServer(bind(server, address));
    }

    private static Javalin bind(Javalin server, Address address) {
        try {
            return server.start();
        } catch (JavalinBindException taken) {
            throw new UncheckedIOException(new BindException(address + ": " + taken.getMessage()));
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Every route that there is, as Javalin knows them. */
    List<Endpoint> routes() {
        return routes(server.unsafe);
    }

    private static List<Endpoint> routes(JavalinState state) {
        return state.internalRouter.allHttpHandlers().stream().map(each -> each.endpoint).toList();
    }

    /** Takes no more requests, answers those that it has taken, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (JavalinException cut) {
            LOG.warn("requests were not answered before the server stopped", cut);
        }
    }

    /** Javalin by itself answers 200 to a HEAD wherever there is a GET, without asking it. */
    private static void heads(JavalinConfig config) {
        routes(config.unsafe).stream()
                .filter(route -> route.method.equals(HandlerType.GET))
                .forEach(route -> config.routes.head(route.path, route.handler));
    }

    private static void failures(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(
                UnavailableException.class, (why, ctx) -> Responses.unavailable(ctx, why));
        config.routes.exception(HttpResponseException.class, QueryServer::refused);
        // The body did not come to its end; where nothing came for too long, Javalin makes it 408.
        config.routes.exception(IOException.class, (cut, ctx) -> answer(400, ctx));
        config.routes.error(408, ctx -> answer(408, ctx));
        config.routes.exception(Exception.class, QueryServer::failed);
    }

    private static void refused(HttpResponseException why, Context request) {
        if (why.getStatus() == 405) {
            request.header("Allow", allowed(why));
        }
        answer(why.getStatus(), request);
    }

    /** Javalin names the methods of the route under one of two names, and in no order. */
    private static String allowed(HttpResponseException why) {
        List<String> methods =
                List.of(String.join(", ", why.getDetails().values()).split(", ", -1));
        return Stream.of("GET", "HEAD", "POST")
                .filter(methods::contains)
                .collect(Collectors.joining(", "));
    }

    private static void answer(int status, Context request) {
        Responses.problem(request, Problem.ofStatus(status, request.path()));
    }

    private static void failed(Exception cause, Context request) {
        LOG.error("{} {} failed", request.method(), request.path(), cause);
        answer(500, request);
    }
}
