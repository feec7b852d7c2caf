/** Questions over HTTP, with and without commands flowing. */
@NullMarked
package io.orderpipeline.bench.queries;

import org.jspecify.annotations.NullMarked;
