/** Avro records as bytes, in the wire format of Confluent's serialisers. */
@NullMarked
package io.orderpipeline.serde;

import org.jspecify.annotations.NullMarked;
