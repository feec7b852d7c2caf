/**
 * What becomes of records that cannot be handled: never skipped, always on {@code
 * order.dead-letter}.
 */
@NullMarked
package io.orderpipeline.pipeline.deadletter;

import org.jspecify.annotations.NullMarked;
