/** Simulated orders: who sends what in which order, and what must come of it. Pure and seeded. */
@NullMarked
package io.orderpipeline.sim.traffic;

import org.jspecify.annotations.NullMarked;
