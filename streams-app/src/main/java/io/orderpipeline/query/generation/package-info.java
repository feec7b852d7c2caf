/** What is said over HTTP about the generations of the views, and how they are compared. */
@NullMarked
package io.orderpipeline.query.generation;

import org.jspecify.annotations.NullMarked;
