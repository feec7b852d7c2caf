package io.orderpipeline.query;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.ProblemErrors;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** How Jetty listens: its bounds, and how it stops. */
final class Listener {

    private static final HttpField VARY = new HttpField(HttpHeader.VARY, "Accept-Encoding");

    private Listener() {}

    /**
     * How long is waited for clients.
     *
     * @param idle a connection on which nothing comes or goes is closed after this
     * @param drain requests in flight have this long to be answered when the server stops
     */
    record Patience(Duration idle, Duration drain) {
        static final Patience STANDARD = new Patience(HttpLimits.IDLE, HttpLimits.DRAIN);
    }

    /**
     * Sets a server up.
     *
     * @return the threads that it answers with
     */
    static Executor configure(
            JavalinConfig config, QueryServer.Address address, Patience patience) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = HttpLimits.BODY_BYTES;
        config.http.responseBufferSize = HttpLimits.COPY_BYTES;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        QueuedThreadPool threads = new QueuedThreadPool(HttpLimits.THREADS);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(
                http -> {
                    http.setRequestHeaderSize(HttpLimits.HEADER_BYTES);
                    http.setSendServerVersion(false);
                    http.addCustomizer(Listener::http11);
                });
        config.jetty.modifyServer(
                server -> {
                    server.setErrorHandler(new ProblemErrors());
                    server.setHandler(new GracefulHandler());
                    server.setStopTimeout(patience.drain().toMillis());
                });
        config.jetty.addConnector((server, http) -> connector(server, http, address, patience));
        return threads;
    }

    private static Connector connector(
            Server server, HttpConfiguration http, QueryServer.Address address, Patience patience) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(patience.idle().toMillis());
        connector.setShutdownIdleTimeout(HttpLimits.IDLE_WHILE_STOPPING.toMillis());
        connector.setAcceptQueueSize(HttpLimits.ACCEPT_QUEUE);
        return connector;
    }

    /**
     * Nothing else is spoken here: an upgrade is ignored, as HTTP allows. Javalin knows one by this
     * header, and would keep a session for each. What is compressed depends on the client.
     */
    private static Request http11(Request request, HttpFields.Mutable answer) {
        answer.put(VARY);
        if (!request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)) {
            return request;
        }
        HttpFields headers =
                HttpFields.build(request.getHeaders()).remove(HttpHeader.SEC_WEBSOCKET_VERSION);
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }
}
