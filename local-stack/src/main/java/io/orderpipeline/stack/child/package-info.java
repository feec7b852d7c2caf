/**
 * What runs inside a child process, around the broker's or the registry's own main class. Needs
 * {@code java.*} only.
 */
@NullMarked
package io.orderpipeline.stack.child;

import org.jspecify.annotations.NullMarked;
