package io.orderpipeline.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How one role fares.
 *
 * @param role its label
 * @param state the state that Kafka Streams reports
 * @param ready whether it does its work
 * @param waitingFor what it waits for, for people; absent when it is ready
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleHealth(String role, String state, boolean ready, @Nullable String waitingFor) {}
