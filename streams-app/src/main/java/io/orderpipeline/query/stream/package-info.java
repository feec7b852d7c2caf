/** What happens, as it happens: streams of server-sent events. */
@NullMarked
package io.orderpipeline.query.stream;

import org.jspecify.annotations.NullMarked;
