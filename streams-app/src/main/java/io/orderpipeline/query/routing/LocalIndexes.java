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
    Map<Integer, List<IndexEntry>> read(IndexRange range, Set<Integer> partitions);
}
