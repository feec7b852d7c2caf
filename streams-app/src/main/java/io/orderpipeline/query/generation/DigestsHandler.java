package io.orderpipeline.query.generation;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.Json;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.query.routing.Hop;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Whereabouts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /peer/digests}: what orders are compared by, a JSON document a line, as it is read,
 * here or by the owner of the partition; and {@code GET /peer/owners}, who that is. An answer that
 * breaks off is incomplete: its last chunk is missing.
 */
public final class DigestsHandler implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(DigestsHandler.class);

    public static final String PATH = "/peer/digests";
    public static final String OWNERS_PATH = "/peer/owners";

    private static final String MEDIA_TYPE = "application/x-ndjson";
    private static final String GENERATION = "generation";
    private static final String PARTITION = "partition";
    private static final String ORDER = "order";
    private static final int MAX_PARTITION = 999;
    private static final int BUFFER_BYTES = 16 * 1024;

    /** Each has a thread as long as its client reads; the others are for those who ask. */
    private static final int AT_A_TIME = 4;

    private final Generations generations;
    private final Whereabouts whereabouts;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    public DigestsHandler(Generations generations, Whereabouts whereabouts) {
        this.generations = generations;
        this.whereabouts = whereabouts;
    }

    record Owner(int partition, String host, int port) {
        static Owner of(int partition, Instance instance) {
            return new Owner(partition, instance.host(), instance.port());
        }
    }

    @Override
    public void handle(Context request) {
        Parameters given = new Parameters(request, Set.of(GENERATION, PARTITION, ORDER));
        int generation = generation(given);
        OptionalLong partition = given.number(PARTITION, 0, MAX_PARTITION);
        Optional<String> order =
                given.parsed(
                        ORDER,
                        "an order id",
                        text -> Optional.of(text).filter(Identifier::isValid));
        if (order.isEmpty() && partition.isEmpty() && given.errors().isEmpty()) {
            given.refuse(PARTITION, "must be given, or " + ORDER);
        }
        if (!given.errors().isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return;
        }
        Digests digests = digests(generation);
        if (!places.tryAcquire()) {
            throw new UnavailableException(
                    Reason.BUSY, AT_A_TIME + " comparisons are under way already.");
        }
        Lines lines = new Lines(request);
        try {
            Optional<Instance> elsewhere = elsewhere(request, digests, partition);
            if (elsewhere.isPresent()) {
                lines.copy(DigestsRelay.ask(elsewhere.get(), request));
            } else if (order.isPresent()) {
                digests.ofOrder(order.get(), lines::write, lines::write);
            } else {
                digests.ofPartition((int) partition.orElseThrow(), lines::write);
            }
            lines.end();
        } catch (RuntimeException failed) {
            lines.breakOff(failed);
        } finally {
            places.release();
        }
    }

    /** Who is to be asked in place of this instance; what was passed on is not passed on again. */
    private Optional<Instance> elsewhere(Context request, Digests digests, OptionalLong partition) {
        if (partition.isEmpty() || Hop.of(request) != Hop.NONE) {
            return Optional.empty();
        }
        return Optional.ofNullable(digests.owners().get((int) partition.getAsLong()))
                .filter(owner -> !owner.equals(whereabouts.self()));
    }

    /** Who has which partition of a generation. */
    public void owners(Context request) {
        Parameters given = new Parameters(request, Set.of(GENERATION));
        int generation = generation(given);
        if (!given.errors().isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return;
        }
        List<Owner> owners =
                new TreeMap<>(digests(generation).owners())
                        .entrySet().stream()
                                .map(each -> Owner.of(each.getKey(), each.getValue()))
                                .toList();
        Responses.json(request, 200, owners);
    }

    private static int generation(Parameters given) {
        OptionalLong generation = given.number(GENERATION, 1, Integer.MAX_VALUE);
        if (!given.has(GENERATION)) {
            given.refuse(GENERATION, "must be given");
        }
        return (int) generation.orElse(0);
    }

    private Digests digests(int generation) {
        return generations
                .digests(generation)
                .orElseThrow(
                        () ->
                                new UnavailableException(
                                        Reason.NOT_HOSTED,
                                        "Generation %d of the views is not hosted here, or not yet."
                                                .formatted(generation)));
    }

    /** What goes out; as long as nothing has, a failure can still be told as such. */
    private static final class Lines {

        private final Context request;
        private @Nullable OutputStream out;

        Lines(Context request) {
            this.request = request;
        }

        void write(Object document) {
            try {
                OutputStream to = open();
                to.write(Json.bytes(document));
                to.write('\n');
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        private OutputStream open() {
            OutputStream to = out;
            if (to == null) {
                request.status(200).contentType(MEDIA_TYPE);
                to = new BufferedOutputStream(request.outputStream(), BUFFER_BYTES);
                out = to;
            }
            return to;
        }

        /** Passes on what another instance answers, whatever that is. */
        void copy(DigestsRelay.Answer answer) {
            try (InputStream body = answer.body()) {
                request.status(answer.status()).contentType(answer.mediaType());
                OutputStream to = new BufferedOutputStream(request.outputStream(), BUFFER_BYTES);
                out = to;
                body.transferTo(to);
            } catch (IOException broken) {
                throw new UnavailableException(
                        Reason.ELSEWHERE, "The owner's answer broke off: " + broken);
            }
        }

        /** All of it was written. */
        void end() {
            try {
                open().flush();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        /** What is incomplete must not look complete: the connection ends without a last chunk. */
        void breakOff(RuntimeException why) {
            if (!request.res().isCommitted()) {
                throw why;
            }
            LOG.info("digests break off: {}", why.toString());
            ServletContextRequest.getServletContextRequest(request.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
        }
    }
}
