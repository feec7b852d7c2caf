/**
 * The independent auditor: evidence read from the topics and ledgers, and the invariants over it.
 */
@NullMarked
package io.orderpipeline.sim.audit;

import org.jspecify.annotations.NullMarked;
