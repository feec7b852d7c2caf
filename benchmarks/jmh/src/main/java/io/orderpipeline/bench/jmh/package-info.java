/** The pieces that every command passes, one by one. */
@NullMarked
package io.orderpipeline.bench.jmh;

import org.jspecify.annotations.NullMarked;
