package io.orderpipeline.launcher.client;

/**
 * An event as the server sent it.
 *
 * @param id where to go on after a lost connection; empty when the server named none
 * @param type {@code message} unless the server named another
 * @param data its lines, joined by line feeds
 */
public record ServerEvent(String id, String type, String data) {}
