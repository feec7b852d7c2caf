/** How the commands ask the app: over HTTP, as anybody may. */
@NullMarked
package io.orderpipeline.launcher.client;

import org.jspecify.annotations.NullMarked;
