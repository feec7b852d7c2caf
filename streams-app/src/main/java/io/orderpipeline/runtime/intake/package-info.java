/** What comes over HTTP becomes a command of the domain: its form, and the domain's rules on it. */
@NullMarked
package io.orderpipeline.runtime.intake;

import org.jspecify.annotations.NullMarked;
