/**
 * Generations of the views: built from the log, compared with it, promoted, rolled back, retired.
 */
@NullMarked
package io.orderpipeline.launcher.replay;

import org.jspecify.annotations.NullMarked;
