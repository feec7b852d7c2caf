/** The pipeline command: every program of the project behind one name, and the stack's commands. */
@NullMarked
package io.orderpipeline.launcher;

import org.jspecify.annotations.NullMarked;
