/** What a command costs with more orders and more partitions. */
@NullMarked
package io.orderpipeline.bench.scale;

import org.jspecify.annotations.NullMarked;
