/** Restores the state of a stopped role from the topics, verified before it takes over. */
@NullMarked
package io.orderpipeline.launcher.rebuild;

import org.jspecify.annotations.NullMarked;
