/** Simulated order traffic, its ledger and the independent auditor. */
@NullMarked
package io.orderpipeline.sim;

import org.jspecify.annotations.NullMarked;
