/** Questions about orders and payments: get, history, list, stats and watch. */
@NullMarked
package io.orderpipeline.launcher.query;

import org.jspecify.annotations.NullMarked;
