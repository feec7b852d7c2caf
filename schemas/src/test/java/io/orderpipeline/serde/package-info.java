@NullMarked
package io.orderpipeline.serde;

import org.jspecify.annotations.NullMarked;
