/** What the log says, as soon as it is committed. */
@NullMarked
package io.orderpipeline.query.feed;

import org.jspecify.annotations.NullMarked;
