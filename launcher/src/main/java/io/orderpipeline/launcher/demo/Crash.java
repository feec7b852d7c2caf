package io.orderpipeline.launcher.demo;

/** A crash in the middle of the traffic: kill -9, then the same instance again. */
final class Crash {

    private final AppProcess app;
    private final double afterShare;

    Crash(AppProcess app, double afterShare) {
        this.app = app;
        this.afterShare = afterShare;
    }

    /**
     * What is told of it.
     *
     * @param process which one
     * @param afterShare share of the traffic that was acknowledged at that moment, 0 to 1
     * @param pid the process that was killed
     * @param secondsUntilReady from the kill until every role worked again
     */
    record Told(String process, double afterShare, long pid, double secondsUntilReady) {}

    double afterShare() {
        return afterShare;
    }

    /** Kills the app and starts it again; returns when it is ready. */
    Told happen(double share, Narrator narrator) throws InterruptedException {
        long pid = app.pid();
        long start = System.nanoTime();
        app.kill();
        app.restart();
        app.awaitReady();
        double secondsUntilReady = (System.nanoTime() - start) / 1e9;
        narrator.step(
                "crash",
                start,
                "kill -9 of the %s, pid %d, after %.0f %% of the traffic; restarted as pid %d and ready",
                app.name(),
                pid,
                100 * share,
                app.pid());
        return new Told(app.name(), share, pid, secondsUntilReady);
    }
}
