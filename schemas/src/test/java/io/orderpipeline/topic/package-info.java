@NullMarked
package io.orderpipeline.topic;

import org.jspecify.annotations.NullMarked;
