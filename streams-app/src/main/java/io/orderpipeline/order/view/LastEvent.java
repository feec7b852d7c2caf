package io.orderpipeline.order.view;

import io.orderpipeline.order.Cause;
import java.time.Instant;

/** The event that brought a view to its version. */
public record LastEvent(String type, String commandId, Cause cause, Instant occurredAt) {}
