/** What the app takes over time under a constant load. */
@NullMarked
package io.orderpipeline.bench.soak;

import org.jspecify.annotations.NullMarked;
