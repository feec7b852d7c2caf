/** The same life cycles through what a user might pick instead. */
@NullMarked
package io.orderpipeline.bench.compare;

import org.jspecify.annotations.NullMarked;
