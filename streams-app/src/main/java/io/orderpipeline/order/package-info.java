/** The words that all of the domain shares. Pure: nothing but the JDK, no clock, no chance. */
@NullMarked
package io.orderpipeline.order;

import org.jspecify.annotations.NullMarked;
