/** What runs in containers, held against what the programs really are. */
@NullMarked
package io.orderpipeline.containers;

import org.jspecify.annotations.NullMarked;
