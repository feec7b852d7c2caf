package io.orderpipeline.query.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has which partition of the views, as far as this instance knows. All addresses come from the
 * group's own metadata, none from a request. Safe for many threads.
 */
public interface Whereabouts {

    /** This instance. */
    Instance self();

    /**
     * Whether this instance is the owner of the order's partition and has caught up with the log.
     * Costs far less than to look up where the partition is, and mostly there is no need to.
     */
    boolean isHere(String orderId);

    /**
     * Where the order's partition is.
     *
     * @throws io.orderpipeline.query.reply.UnavailableException when nobody is known to have it
     */
    Place placeOf(String orderId);

    /** The owner of each partition; a partition that nobody is known to own is left out. */
    Map<Integer, Instance> owners();

    /** Every partition there is. */
    Set<Integer> partitions();

    /** Every instance that hosts the views. */
    Set<Instance> instances();

    /**
     * A partition's whereabouts.
     *
     * @param active the owner; absent while it is being assigned
     * @param standbys those that keep a warm copy
     */
    record Place(Optional<Instance> active, List<Instance> standbys) {
        public Place {
            standbys = List.copyOf(standbys);
        }
    }
}
