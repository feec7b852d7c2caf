/** What clients want done, and what makes such a wish valid. */
@NullMarked
package io.orderpipeline.order.command;

import org.jspecify.annotations.NullMarked;
