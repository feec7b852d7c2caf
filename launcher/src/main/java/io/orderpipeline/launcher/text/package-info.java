/** Documents of the app as people read them. */
@NullMarked
package io.orderpipeline.launcher.text;

import org.jspecify.annotations.NullMarked;
