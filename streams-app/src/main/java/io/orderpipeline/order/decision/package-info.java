/** Every rule of the domain: a command and a state go in, facts come out. */
@NullMarked
package io.orderpipeline.order.decision;

import org.jspecify.annotations.NullMarked;
