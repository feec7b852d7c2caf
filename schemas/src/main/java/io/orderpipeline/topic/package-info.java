/** The topics that all programs share: names, retention, who stamps the time. */
@NullMarked
package io.orderpipeline.topic;

import org.jspecify.annotations.NullMarked;
