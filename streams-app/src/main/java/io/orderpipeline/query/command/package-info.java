/**
 * Commands over HTTP: sent to the log like any other, and answered when their outcome is committed.
 */
@NullMarked
package io.orderpipeline.query.command;

import org.jspecify.annotations.NullMarked;
