/** The schema registry: what is published there, and how it is asked. */
@NullMarked
package io.orderpipeline.registry;

import org.jspecify.annotations.NullMarked;
