package io.orderpipeline.generation;

/**
 * That every instance stops answering from the views until the table changes again.
 *
 * @param to the generation that is to become live
 * @param revision of the table that began it; what ends it must name it, so that a slow program
 *     cannot end another hold than the one it saw
 * @param by who asked for it
 * @param atMs when, milliseconds since the epoch, by the clock of who asked; for people
 */
public record Hold(int to, long revision, String by, long atMs) {}
