package io.orderpipeline.query.generation;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.query.generation.GenerationsDocument.Generation;
import io.orderpipeline.query.generation.GenerationsDocument.Hosted;
import io.orderpipeline.query.generation.GenerationsDocument.Local;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Instance;
import io.orderpipeline.query.routing.Peers;
import io.orderpipeline.query.routing.Whereabouts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * {@code GET /generations}: the table of generations, and how each stands at each instance; with
 * {@code local=true} at this one only.
 */
public final class GenerationsHandler implements Handler {

    public static final String PATH = "/generations";

    private static final String LOCAL = "local";
    private static final String LOCAL_TARGET = PATH + "?" + LOCAL + "=true";

    private final Generations generations;
    private final Whereabouts whereabouts;
    private final Peers peers;

    public GenerationsHandler(Generations generations, Whereabouts whereabouts, Peers peers) {
        this.generations = generations;
        this.whereabouts = whereabouts;
        this.peers = peers;
    }

    @Override
    public void handle(Context request) {
        Parameters given = new Parameters(request, Set.of(LOCAL));
        Optional<Boolean> local =
                given.parsed(
                        LOCAL,
                        "true or false",
                        text ->
                                Optional.of(text)
                                        .filter(each -> each.matches("true|false"))
                                        .map(Boolean::valueOf));
        if (!given.errors().isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return;
        }
        Local here = generations.here();
        if (local.orElse(false)) {
            Responses.json(request, 200, here);
            return;
        }
        request.future(
                () -> gathered(here).thenAccept(found -> Responses.json(request, 200, found)));
    }

    private CompletableFuture<GenerationsDocument> gathered(Local here) {
        Map<Instance, CompletableFuture<Optional<Local>>> asked = new LinkedHashMap<>();
        Optional<List<Instance>> others = others();
        Set<String> unanswered = new TreeSet<>();
        if (others.isEmpty()) {
            unanswered.add("those that " + here.self() + " does not know of yet");
        }
        others.orElse(List.of())
                .forEach(peer -> asked.put(peer, peers.document(peer, LOCAL_TARGET, Local.class)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> document(here, asked, unanswered));
    }

    /** Absent while the views move, or have just come: who else there is, is not known then. */
    private Optional<List<Instance>> others() {
        try {
            Collection<Instance> all = whereabouts.instances();
            return Optional.of(
                            all.stream()
                                    .filter(each -> !each.equals(whereabouts.self()))
                                    .sorted(Comparator.comparing(Instance::toString))
                                    .toList())
                    .filter(others -> !all.isEmpty());
        } catch (UnavailableException moving) {
            return Optional.empty();
        }
    }

    private static GenerationsDocument document(
            Local here,
            Map<Instance, CompletableFuture<Optional<Local>>> asked,
            Set<String> unanswered) {
        List<Local> parts = new ArrayList<>(List.of(here));
        asked.forEach(
                (peer, answer) ->
                        answer.join()
                                .ifPresentOrElse(
                                        parts::add, () -> unanswered.add(peer.toString())));
        Local newest = parts.stream().max(Comparator.comparingLong(Local::revision)).orElse(here);
        return new GenerationsDocument(
                newest.revision(),
                newest.live(),
                newest.holding(),
                here.self(),
                parts.stream().map(Local::member).toList(),
                unanswered,
                newest.generations().stream()
                        .map(each -> each.at(hosted(parts, each.number())))
                        .toList());
    }

    private static List<Hosted> hosted(List<Local> parts, int number) {
        return parts.stream()
                .flatMap(part -> part.generations().stream())
                .filter(each -> each.number() == number)
                .map(Generation::instances)
                .flatMap(List::stream)
                .toList();
    }
}
