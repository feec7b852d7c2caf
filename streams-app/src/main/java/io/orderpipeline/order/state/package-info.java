/** What facts add up to: the order and its memory of handled commands. */
@NullMarked
package io.orderpipeline.order.state;

import org.jspecify.annotations.NullMarked;
