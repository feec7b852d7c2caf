/**
 * Compares what generations of the views hold with the auditor's own fold of the log, order by
 * order, by digests whose formulas are public: {@code docs/replay.md}. None of the app's code is
 * used here, or a mistake in it would be on both sides.
 */
@NullMarked
package io.orderpipeline.sim.digest;

import org.jspecify.annotations.NullMarked;
