/** What benchmarks find, as numbers, for people and as JSON. */
@NullMarked
package io.orderpipeline.bench.figures;

import org.jspecify.annotations.NullMarked;
