/** How answers leave: documents, problems, limits. */
@NullMarked
package io.orderpipeline.query.reply;

import org.jspecify.annotations.NullMarked;
