package io.orderpipeline.query;

import io.javalin.http.Context;
import io.orderpipeline.query.reply.Parameters;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.query.routing.Gather;
import io.orderpipeline.query.routing.IndexEntry;
import io.orderpipeline.query.routing.IndexRange;
import io.orderpipeline.query.routing.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A page of a list: its limit, the cursor it begins behind, and the answer with the cursor of the
 * next one.
 */
final class Page {

    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final Context request;
    private final Parameters given;
    private final String query;
    private final int limit;

    /**
     * Reads limit and cursor.
     *
     * @param query what the list selects; a cursor of another query is refused
     */
    Page(Context request, Parameters given, String query) {
        this.request = request;
        this.given = given;
        this.query = query;
        this.limit = (int) given.number(LIMIT, 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    }

    /**
     * Answers with the page, once all instances have answered.
     *
     * @param member what the list is called in the document
     * @param range the range behind a key, as long as a number of entries; absent when it cannot
     *     have the key
     */
    void answer(
            String member,
            Gather gather,
            BiFunction<Optional<String>, Integer, Optional<IndexRange>> range) {
        Optional<String> behind =
                given.parsed(
                        CURSOR,
                        "the next of an earlier answer to the same query",
                        text -> Cursor.key(query, text));
        Optional<IndexRange> wanted =
                given.errors().isEmpty() ? range.apply(behind, limit + 1) : Optional.empty();
        if (given.errors().isEmpty() && wanted.isEmpty()) {
            given.refuse(CURSOR, "the next of an earlier answer to the same query");
        }
        if (wanted.isEmpty()) {
            Responses.problem(request, Problem.invalid(given.errors(), request.path()));
            return;
        }
        request.future(() -> gather.read(wanted.get()).thenAccept(found -> answer(member, found)));
    }

    private void answer(String member, Gather.Gathered found) {
        request.header(Reading.GENERATION_HEADER, String.valueOf(found.generation()));
        Responses.hashed(request, document(member, found));
    }

    private Map<String, Object> document(String member, Gather.Gathered found) {
        List<IndexEntry> entries = found.entries();
        List<IndexEntry> page = entries.subList(0, Math.min(limit, entries.size()));
        Map<String, Object> document = new LinkedHashMap<>();
        List<Object> documents = new ArrayList<>();
        page.stream().map(IndexEntry::document).filter(Objects::nonNull).forEach(documents::add);
        document.put(member, documents);
        if (entries.size() > limit) {
            document.put("next", Cursor.of(query, page.get(limit - 1).key()));
        }
        if (!found.missing().isEmpty()) {
            document.put("missing", found.missing());
        }
        return document;
    }
}
