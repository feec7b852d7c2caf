/** From when a command was due to when its event can be read, at a given rate. */
@NullMarked
package io.orderpipeline.bench.latency;

import org.jspecify.annotations.NullMarked;
