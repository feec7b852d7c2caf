/** Measures the pipeline on real parts, beside a baseline in the same run. */
@NullMarked
package io.orderpipeline.bench;

import org.jspecify.annotations.NullMarked;
