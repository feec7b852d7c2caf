/** The topology behind the queries: committed facts in, the stores that are read out. */
@NullMarked
package io.orderpipeline.pipeline.view;

import org.jspecify.annotations.NullMarked;
