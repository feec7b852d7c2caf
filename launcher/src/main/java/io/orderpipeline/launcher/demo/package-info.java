/** The demo: the whole pipeline on this machine, a crash in the middle, and what it came to. */
@NullMarked
package io.orderpipeline.launcher.demo;

import org.jspecify.annotations.NullMarked;
