/**
 * The configuration: keys, where their values come from, what is allowed. Parsed and validated
 * once, before anything starts.
 */
@NullMarked
package io.orderpipeline.runtime.config;

import org.jspecify.annotations.NullMarked;
