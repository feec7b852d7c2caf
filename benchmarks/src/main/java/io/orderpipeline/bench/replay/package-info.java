/** How fast the views are rebuilt from the log, and what that costs those who ask meanwhile. */
@NullMarked
package io.orderpipeline.bench.replay;

import org.jspecify.annotations.NullMarked;
