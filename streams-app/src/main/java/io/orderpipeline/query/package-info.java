/** Answers questions over HTTP from committed views: orders, health, metrics. */
@NullMarked
package io.orderpipeline.query;

import org.jspecify.annotations.NullMarked;
