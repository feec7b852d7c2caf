/** The way to the broker: sending with acknowledgements, and reading the outcomes back. */
@NullMarked
package io.orderpipeline.sim.client;

import org.jspecify.annotations.NullMarked;
