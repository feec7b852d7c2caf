/** A client that asks the HTTP API at random beside the traffic, and keeps what it was told. */
@NullMarked
package io.orderpipeline.sim.reads;

import org.jspecify.annotations.NullMarked;
