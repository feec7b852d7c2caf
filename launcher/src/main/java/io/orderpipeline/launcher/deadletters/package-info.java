/**
 * What operators see of dead letters, and what they do about them. The rules are pure ({@link
 * io.orderpipeline.launcher.deadletters.Redriving}); topics are read and written around them.
 */
@NullMarked
package io.orderpipeline.launcher.deadletters;

import org.jspecify.annotations.NullMarked;
