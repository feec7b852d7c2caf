/** Avro records to domain records and back; no rule lives here. */
@NullMarked
package io.orderpipeline.wire;

import org.jspecify.annotations.NullMarked;
