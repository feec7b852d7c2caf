/** What happened to an order, and what was refused. */
@NullMarked
package io.orderpipeline.order.event;

import org.jspecify.annotations.NullMarked;
