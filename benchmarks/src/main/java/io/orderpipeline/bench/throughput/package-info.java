/** Commands settled per second. */
@NullMarked
package io.orderpipeline.bench.throughput;

import org.jspecify.annotations.NullMarked;
