/** Tests of how the parts may depend on each other. */
@NullMarked
package io.orderpipeline.architecture;

import org.jspecify.annotations.NullMarked;
