package io.orderpipeline.runtime;

import io.orderpipeline.query.Health;
import io.orderpipeline.query.RoleHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The roles that this process hosts, some of which may not have been started yet: HTTP answers
 * before they run. Safe for many threads.
 */
final class RunningRoles implements Health {

    private final Set<Role> wanted;
    private final Map<Role, HostedRole> started = new ConcurrentHashMap<>();

    /** All that run: of one role there may be several. */
    private final Set<HostedRole> running = ConcurrentHashMap.newKeySet();

    private final Map<Role, Supplier<Optional<String>>> heldBack = new ConcurrentHashMap<>();

    RunningRoles(Set<Role> wanted) {
        this.wanted = wanted;
    }

    void start(HostedRole hosted) {
        running.add(hosted);
        started.put(hosted.role(), hosted);
        hosted.start();
    }

    /** Runs beside what stands for its role: it is stopped with the others. */
    void runs(HostedRole hosted) {
        running.add(hosted);
    }

    /** Stands for its role from now on: its health is the role's. */
    void stands(HostedRole hosted) {
        started.put(hosted.role(), hosted);
    }

    /** Was stopped. */
    void left(HostedRole hosted) {
        running.remove(hosted);
        started.remove(hosted.role(), hosted);
    }

    /** The standbys' copies of what stands for a role; empty when that cannot be told now. */
    Optional<StandbyCopies> standbys(Role role) {
        return Optional.ofNullable(started.get(role)).flatMap(HostedRole::standbys);
    }

    /** The role is not ready either as long as there is something to wait for, once it runs. */
    void holdBack(Role role, Supplier<Optional<String>> waitingFor) {
        heldBack.put(role, waitingFor);
    }

    /**
     * Stops all at once, so that the time-out holds for the whole: each in a thread of its own, for
     * a shared pool may have fewer than there are roles.
     */
    void stop(Duration timeout) {
        CompletableFuture<?>[] stops =
                running.stream()
                        .map(
                                hosted ->
                                        CompletableFuture.runAsync(
                                                () -> hosted.stop(timeout), RunningRoles::inThread))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stops).join();
    }

    private static void inThread(Runnable stop) {
        new Thread(stop, "stop-role").start();
    }

    @Override
    public boolean alive() {
        return started.values().stream().noneMatch(HostedRole::failed);
    }

    @Override
    public List<RoleHealth> roles() {
        return wanted.stream().map(this::health).toList();
    }

    private RoleHealth health(Role role) {
        HostedRole hosted = started.get(role);
        if (hosted == null) {
            return new RoleHealth(role.label(), "CREATED", false, "start");
        }
        RoleHealth health = hosted.health();
        return health.ready() ? heldBack(role, health) : health;
    }

    private RoleHealth heldBack(Role role, RoleHealth health) {
        return heldBack.getOrDefault(role, Optional::empty)
                .get()
                .map(wait -> new RoleHealth(health.role(), health.state(), false, wait))
                .orElse(health);
    }
}
