package io.orderpipeline.query.stream;

import io.orderpipeline.query.feed.CommittedFeed;

/** Where streams take their events from. */
public record StreamSources(CommittedFeed feed, CommittedPast past, OrderPast orders) {}
