/** Answers questions from the stores of this instance, and knows who has the others. */
@NullMarked
package io.orderpipeline.serving;

import org.jspecify.annotations.NullMarked;
