/** What a kill of one of two instances costs. */
@NullMarked
package io.orderpipeline.bench.recovery;

import org.jspecify.annotations.NullMarked;
