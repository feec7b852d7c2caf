/**
 * Which generations of the views there are, which of them answers, and how that is changed: a table
 * as a value, and the log that keeps it.
 */
@NullMarked
package io.orderpipeline.generation;

import org.jspecify.annotations.NullMarked;
