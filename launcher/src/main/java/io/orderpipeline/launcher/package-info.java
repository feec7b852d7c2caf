/** The pipeline command and the demo. */
@NullMarked
package io.orderpipeline.launcher;

import org.jspecify.annotations.NullMarked;
