/** Real brokers and a real registry as child processes of the one who starts them. */
@NullMarked
package io.orderpipeline.stack;

import org.jspecify.annotations.NullMarked;
