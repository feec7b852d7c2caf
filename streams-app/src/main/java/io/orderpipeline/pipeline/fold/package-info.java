/** Stores that are a fold of a topic: the topic is their changelog. */
@NullMarked
package io.orderpipeline.pipeline.fold;

import org.jspecify.annotations.NullMarked;
