package io.orderpipeline.runtime;

import io.orderpipeline.runtime.config.AppConfig;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/** Starts and stops generations of the views in this process. One thread, after the first start. */
final class HostedGenerations implements GenerationSteward.Hosting {

    private final AppConfig config;
    private final RunningRoles roles;
    private final AppMetrics metrics;
    private final LiveSwitch<HostedGeneration> live;
    private volatile IntFunction<HostedGeneration> maker = none -> notYet();

    HostedGenerations(
            AppConfig config,
            RunningRoles roles,
            AppMetrics metrics,
            LiveSwitch<HostedGeneration> live) {
        this.config = config;
        this.roles = roles;
        this.metrics = metrics;
        this.live = live;
    }

    private static HostedGeneration notYet() {
        throw new IllegalStateException("the app has not started yet");
    }

    /** With what builds a generation, without starting it. */
    void with(IntFunction<HostedGeneration> making) {
        maker = making;
    }

    @Override
    public Set<Integer> numbers() {
        return live.hosted().keySet();
    }

    @Override
    public void start(int number) {
        HostedGeneration made = maker.apply(number);
        metrics.bind(made.role(), number);
        roles.runs(made.role());
        try {
            made.start();
        } catch (RuntimeException failed) {
            made.stop(config.lifecycle().shutdownTimeout());
            forget(made);
            throw failed;
        }
        live.add(made);
    }

    private void forget(HostedGeneration gone) {
        roles.left(gone.role());
        metrics.unbind(gone.role());
    }

    @Override
    public void stop(int number) {
        HostedGeneration found = live.hosted().get(number);
        if (found != null) {
            found.take();
            found.remove(config.lifecycle().shutdownTimeout());
            forget(found);
            live.remove(number);
        }
    }

    @Override
    public void limit(int number, OptionalInt eventsPerSecond) {
        HostedGeneration found = live.hosted().get(number);
        if (found != null) {
            found.throttle().limit(eventsPerSecond);
        }
    }

    @Override
    public String application(int number) {
        return config.instance().applications().views(number);
    }
}
