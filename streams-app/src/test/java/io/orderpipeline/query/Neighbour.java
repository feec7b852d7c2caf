package io.orderpipeline.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderpipeline.query.routing.Hop;
import io.orderpipeline.query.routing.Instance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Another instance, as far as this one can tell. */
final class Neighbour implements AutoCloseable {

    /** What it answers: whatever is asked, the same. */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** What came, as target and hop. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    private Neighbour(HttpServer server) {
        this.server = server;
    }

    static Neighbour answering(Answer answer) throws IOException {
        Neighbour neighbour = silent();
        neighbour.server.removeContext("/");
        neighbour.server.createContext("/", request -> neighbour.answer(request, answer));
        return neighbour;
    }

    /** Takes requests and never answers. */
    static Neighbour silent() throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Neighbour neighbour = new Neighbour(HttpServer.create(anywhere, 0));
        neighbour.server.createContext("/", neighbour::note);
        neighbour.server.start();
        return neighbour;
    }

    /** An address at which nobody listens. */
    static Instance nobody() throws IOException {
        try (Neighbour gone = silent()) {
            return gone.place();
        }
    }

    Instance place() {
        return new Instance("127.0.0.1", server.getAddress().getPort());
    }

    private void note(HttpExchange request) {
        String hop = request.getRequestHeaders().getFirst(Hop.HEADER);
        asked.add(request.getRequestURI() + " " + hop);
    }

    private void answer(HttpExchange request, Answer answer) throws IOException {
        note(request);
        answer.headers().forEach(request.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        request.sendResponseHeaders(answer.status(), body.length);
        request.getResponseBody().write(body);
        request.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
