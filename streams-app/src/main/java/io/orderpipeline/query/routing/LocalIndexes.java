package io.orderpipeline.query.routing;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** This instance's part of the indexes. Safe for many threads. */
@FunctionalInterface
public interface LocalIndexes {

    /**
     * The range's entries on each of these partitions, at most the limit of each; a partition that
     * this instance cannot answer for is left out.
     */
    Part read(IndexRange range, Set<Integer> partitions);

    /**
     * What was read.
     *
     * @param generation of the views that all of it is from
     * @param partitions those that this instance can answer for
     */
    record Part(int generation, Map<Integer, List<IndexEntry>> partitions) {}
}
