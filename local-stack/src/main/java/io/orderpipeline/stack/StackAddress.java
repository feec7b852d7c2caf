package io.orderpipeline.stack;

/**
 * Where clients of a stack connect.
 *
 * @param bootstrapServers {@code host:port} of every broker, separated by commas
 * @param registryUrl the registry's Confluent API
 */
public record StackAddress(String bootstrapServers, String registryUrl) {}
