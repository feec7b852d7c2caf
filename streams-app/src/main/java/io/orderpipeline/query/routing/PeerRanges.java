package io.orderpipeline.query.routing;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.routing.IndexRange.Index;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /peer/ranges}: what {@link Gather} asks an instance about its own partitions. */
public final class PeerRanges implements Handler {

    public static final String PATH = "/peer/ranges";

    /** A page, and one entry that tells whether there is another. */
    private static final int MAX_LIMIT = 1_001;

    private static final int MAX_KEY_LENGTH = 512;

    private static final String INDEX = "index";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String LIMIT = "limit";
    private static final String PARTITIONS = "partitions";

    private final LocalIndexes local;

    public PeerRanges(LocalIndexes local) {
        this.local = local;
    }

    static String target(IndexRange range, Set<Integer> partitions) {
        return PATH
                + "?index="
                + range.index()
                + "&from="
                + URLEncoder.encode(range.from(), StandardCharsets.UTF_8)
                + "&to="
                + URLEncoder.encode(range.to(), StandardCharsets.UTF_8)
                + "&limit="
                + range.limit()
                + "&partitions="
                + partitions.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    @Override
    public void handle(Context request) {
        Parameters given = new Parameters(request, Set.of(INDEX, FROM, TO, LIMIT, PARTITIONS));
        Optional<Index> index = given.parsed(INDEX, "an index", PeerRanges::index);
        Optional<String> from = given.parsed(FROM, "a key", PeerRanges::key);
        Optional<String> to = given.parsed(TO, "a key", PeerRanges::key);
        OptionalLong limit = given.number(LIMIT, 1, MAX_LIMIT);
        Optional<Set<Integer>> partitions =
                given.parsed(PARTITIONS, "numbers with dots between", PeerRanges::partitions);
        Set.of(INDEX, FROM, TO, LIMIT, PARTITIONS).stream()
                .filter(name -> !given.has(name))
                .forEach(name -> given.refuse(name, "must be given"));
        if (!given.errors().isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return;
        }
        IndexRange range =
                new IndexRange(
                        index.orElseThrow(),
                        from.orElseThrow(),
                        to.orElseThrow(),
                        (int) limit.orElseThrow());
        Responses.json(request, 200, local.read(range, partitions.orElseThrow()));
    }

    private static Optional<Index> index(String name) {
        return Arrays.stream(Index.values()).filter(each -> each.name().equals(name)).findFirst();
    }

    private static Optional<String> key(String text) {
        return Optional.of(text).filter(key -> key.length() <= MAX_KEY_LENGTH);
    }

    private static Optional<Set<Integer>> partitions(String text) {
        List<String> numbers = List.of(text.split("\\.", -1)); // a pattern of all would recur
        return numbers.stream().allMatch(number -> number.matches("[0-9]{1,4}"))
                ? Optional.of(
                        numbers.stream()
                                .map(Integer::valueOf)
                                .collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }
}
