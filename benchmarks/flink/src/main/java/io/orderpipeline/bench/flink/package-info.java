/** The orders as a Flink job. */
@NullMarked
package io.orderpipeline.bench.flink;

import org.jspecify.annotations.NullMarked;
