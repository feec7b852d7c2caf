/** What is there to be processed: traffic, written ahead. */
@NullMarked
package io.orderpipeline.bench.load;

import org.jspecify.annotations.NullMarked;
