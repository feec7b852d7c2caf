/** Induced faults: each does one kind of damage, and says how to find it and what repairs it. */
@NullMarked
package io.orderpipeline.launcher.fault;

import org.jspecify.annotations.NullMarked;
