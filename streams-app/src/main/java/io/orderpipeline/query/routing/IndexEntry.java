package io.orderpipeline.query.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an index.
 *
 * @param document what the entry leads to, as responses write it; null when that has changed since,
 *     and no longer is what the entry says. Such an entry still counts, or a page would end in
 *     another place on each partition.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IndexEntry(String key, @Nullable Object document) {}
