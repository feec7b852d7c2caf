@NullMarked
package io.orderpipeline.conventions;

import org.jspecify.annotations.NullMarked;
