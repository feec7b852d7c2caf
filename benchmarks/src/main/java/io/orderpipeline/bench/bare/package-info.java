/** The limit: the least that Kafka's clients and Streams do for the same records. */
@NullMarked
package io.orderpipeline.bench.bare;

import org.jspecify.annotations.NullMarked;
