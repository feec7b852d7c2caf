/** Puts the pure core into Kafka Streams topologies. */
@NullMarked
package io.orderpipeline.pipeline;

import org.jspecify.annotations.NullMarked;
