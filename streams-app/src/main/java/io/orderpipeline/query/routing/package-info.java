/** Where a question is answered: here, by the owner of the key's partition, or by all together. */
@NullMarked
package io.orderpipeline.query.routing;

import org.jspecify.annotations.NullMarked;
