/** The simulated payment gateway: the desk that gives money back, with seeded faults of its own. */
@NullMarked
package io.orderpipeline.sim.gateway;

import org.jspecify.annotations.NullMarked;
