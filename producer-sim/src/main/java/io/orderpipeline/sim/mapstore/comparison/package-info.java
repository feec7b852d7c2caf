/** What a system lost, counted by the same rules for the map store and for the pipeline. */
@NullMarked
package io.orderpipeline.sim.mapstore.comparison;

import org.jspecify.annotations.NullMarked;
