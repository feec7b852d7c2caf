package io.orderpipeline.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * What the app said.
 *
 * @param document the body
 * @param stalenessMs how old it may be at most, where a standby answered; absent from the owner
 */
public record Answer(JsonNode document, OptionalLong stalenessMs) {}
