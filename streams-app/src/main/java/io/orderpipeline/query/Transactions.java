package io.orderpipeline.query;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.routing.Gather;
import io.orderpipeline.query.routing.Gather.Gathered;
import io.orderpipeline.query.routing.IndexEntry;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds all rows of a transaction. They may be on any partition, for it is orders that decide where
 * rows are; so every partition must have answered before there can be said to be none.
 */
final class Transactions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Selections selections;
    private final Gather gather;

    Transactions(Selections selections, Gather gather) {
        this.selections = selections;
        this.gather = gather;
    }

    /**
     * What is known of a transaction.
     *
     * @param generation of the views that say so
     * @param rows as {@link CompensationDocument} writes them
     * @param missing partitions that may have more; null when none may
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Found(
            @JsonIgnore int generation,
            String transactionId,
            List<JsonNode> rows,
            @Nullable Set<Integer> missing) {}

    /** Ends with {@link UnavailableException} when none is found, but somebody could not look. */
    CompletableFuture<Found> find(String transactionId) {
        return gather.read(selections.transaction(transactionId))
                .thenApply(gathered -> found(transactionId, gathered));
    }

    private static Found found(String transactionId, Gathered gathered) {
        List<JsonNode> rows =
                gathered.entries().stream()
                        .map(IndexEntry::document)
                        .filter(Objects::nonNull)
                        .<JsonNode>map(JSON::valueToTree)
                        .toList();
        Set<Integer> missing = gathered.missing();
        if (rows.isEmpty() && !missing.isEmpty()) {
            throw new UnavailableException(
                    UnavailableException.Reason.REBALANCING,
                    "Nobody answers for partitions %s of the ledger.".formatted(missing));
        }
        return new Found(
                gathered.generation(), transactionId, rows, missing.isEmpty() ? null : missing);
    }
}
