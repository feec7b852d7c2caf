/** Starts and stops the program: roles, Kafka Streams, failure policy, the command {@code app}. */
@NullMarked
package io.orderpipeline.runtime;

import org.jspecify.annotations.NullMarked;
