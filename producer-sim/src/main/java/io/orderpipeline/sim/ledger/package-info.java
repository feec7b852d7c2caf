/** The client's own record of what it sent and what became of it: one JSON document per line. */
@NullMarked
package io.orderpipeline.sim.ledger;

import org.jspecify.annotations.NullMarked;
