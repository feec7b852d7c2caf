/** The way to the broker: sending with acknowledgements, and reading the outcomes back. */
@NullMarked
package io.orderpipeline.sim.gateway;

import org.jspecify.annotations.NullMarked;
