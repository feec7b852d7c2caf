/**
 * The ledger of payment transactions: what is known of each, where it stands, and what is done
 * about those that no order tracks. The mirror of the way from command to event.
 */
@NullMarked
package io.orderpipeline.order.compensation;

import org.jspecify.annotations.NullMarked;
