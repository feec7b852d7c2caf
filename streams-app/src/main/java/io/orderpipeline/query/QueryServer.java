package io.orderpipeline.query;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.ProblemErrors;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.reply.UnavailableException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
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
    private final VersionWaits waits;

    private QueryServer(Javalin server, VersionWaits waits) {
        this.server = server;
        this.waits = waits;
    }

    /**
     * Starts serving.
     *
     * @throws UncheckedIOException when the address is taken or not of this machine
     */
    public static QueryServer start(
            Address address, Resources resources, PrometheusMeterRegistry metrics) {
        VersionWaits waits = new VersionWaits();
        QueryRoutes routes = new QueryRoutes(resources, waits, Clock.systemUTC());
        Javalin server =
                Javalin.create(
                        config -> {
                            limits(config, address);
                            routes.addTo(config, metrics);
                            config.routes.get(
                                    "/metrics",
                                    ctx -> ctx.contentType(PROMETHEUS).result(metrics.scrape()));
                            failures(config);
                            config.requestLogger.http((ctx, ms) -> time(metrics, ctx, ms));
                        });
        return new QueryServer(bind(server, address), waits);
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

    @Override
    public void close() {
        server.stop();
        waits.close();
    }

    private static void failures(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(
                UnavailableException.class, (why, ctx) -> Responses.unavailable(ctx, why));
        config.routes.exception(HttpResponseException.class, QueryServer::refused);
        config.routes.exception(Exception.class, QueryServer::failed);
    }

    private static void refused(HttpResponseException why, Context request) {
        if (why.getStatus() == 405) {
            request.header("Allow", allowed(why));
        }
        Responses.problem(request, Problem.ofStatus(why.getStatus(), request.path()));
    }

    /** Javalin names the methods of the route under one of two names; HEAD comes with GET. */
    private static String allowed(HttpResponseException why) {
        String methods = String.join(", ", why.getDetails().values());
        return methods.replaceFirst("GET(, HEAD)?", "GET, HEAD");
    }

    private static void failed(Exception cause, Context request) {
        LOG.error("{} {} failed", request.method(), request.path(), cause);
        Responses.problem(request, Problem.ofStatus(500, request.path()));
    }

    private static void limits(JavalinConfig config, Address address) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = HttpLimits.BODY_BYTES;
        config.jetty.threadPool = new QueuedThreadPool(HttpLimits.THREADS);
        config.jetty.modifyHttpConfiguration(
                http -> {
                    http.setRequestHeaderSize(HttpLimits.HEADER_BYTES);
                    http.setSendServerVersion(false);
                });
        config.jetty.modifyServer(server -> server.setErrorHandler(new ProblemErrors()));
        config.jetty.addConnector((server, http) -> connector(server, http, address));
    }

    private static Connector connector(Server server, HttpConfiguration http, Address address) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(HttpLimits.IDLE.toMillis());
        connector.setAcceptQueueSize(HttpLimits.ACCEPT_QUEUE);
        return connector;
    }

    /** Tags come from routes, never from what a client wrote: their number is bounded. */
    private static void time(PrometheusMeterRegistry metrics, Context request, float elapsedMs) {
        var route = request.endpoints().lastHttpEndpoint();
        Timer.builder("http.server.requests")
                .description("Requests over HTTP by route and status.")
                .tag("route", route == null ? "none" : route.path)
                .tag("status", String.valueOf(request.statusCode()))
                .serviceLevelObjectives(
                        Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100))
                .register(metrics)
                .record(Duration.ofNanos((long) (elapsedMs * 1_000_000)));
    }
}
