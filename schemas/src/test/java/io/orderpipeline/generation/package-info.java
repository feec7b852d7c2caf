@NullMarked
package io.orderpipeline.generation;

import org.jspecify.annotations.NullMarked;
