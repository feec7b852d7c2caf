/**
 * The order service that had the incident, rebuilt to be measured: orders in a map, check-then-act,
 * values compared instead of versions, written to the database behind the map.
 */
@NullMarked
package io.orderpipeline.sim.mapstore;

import org.jspecify.annotations.NullMarked;
