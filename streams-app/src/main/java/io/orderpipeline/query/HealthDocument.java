package io.orderpipeline.query;

import java.util.List;

/** Body of the health responses. */
record HealthDocument(String status, List<RoleHealth> roles) {

    static HealthDocument live(Health health) {
        return new HealthDocument(health.alive() ? "up" : "down", health.roles());
    }

    static HealthDocument ready(Health health) {
        return new HealthDocument(health.ready() ? "ready" : "waiting", health.roles());
    }
}
