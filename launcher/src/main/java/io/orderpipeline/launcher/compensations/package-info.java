/** What operators see of payments that no order tracks, and what they do about them. */
@NullMarked
package io.orderpipeline.launcher.compensations;

import org.jspecify.annotations.NullMarked;
