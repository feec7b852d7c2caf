/** The surroundings of a measurement: a stack, processes, positions of groups. */
@NullMarked
package io.orderpipeline.bench.lab;

import org.jspecify.annotations.NullMarked;
