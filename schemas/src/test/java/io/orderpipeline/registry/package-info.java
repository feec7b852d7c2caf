@NullMarked
package io.orderpipeline.registry;

import org.jspecify.annotations.NullMarked;
