/** What people see of an order: another fold of the same events. */
@NullMarked
package io.orderpipeline.order.view;

import org.jspecify.annotations.NullMarked;
