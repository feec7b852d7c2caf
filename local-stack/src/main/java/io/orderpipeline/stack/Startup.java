package io.orderpipeline.stack;

import java.util.List;

/**
 * One attempt to start what is missing of a stack. It leaves either every member ready or none of
 * those that it launched: also when the program is ended by Ctrl-C meanwhile, because detached
 * members would otherwise stay behind.
 */
final class Startup {

    private final List<Member> all;
    private final List<Member> missing;
    private boolean cancelled;

    Startup(List<Member> all) {
        this.all = all;
        this.missing = all.stream().filter(member -> !member.isAlive()).toList();
    }

    void run() {
        Thread cancel = new Thread(this::cancel, "cancel-startup");
        Runtime.getRuntime().addShutdownHook(cancel);
        try {
            launch();
            long deadline = System.nanoTime() + Member.START_PATIENCE.toNanos();
            all.forEach(member -> member.awaitReady(deadline));
        } catch (RuntimeException e) {
            killLaunched();
            throw isCancelled() ? new StackException("cancelled: nothing was left running", e) : e;
        } finally {
            disarm(cancel);
        }
    }

    private synchronized void launch() {
        if (!cancelled) {
            missing.forEach(Member::launch);
        }
    }

    private synchronized void cancel() {
        cancelled = true;
        killLaunched();
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized void killLaunched() {
        missing.forEach(Member::kill);
    }

    private void disarm(Thread cancel) {
        try {
            Runtime.getRuntime().removeShutdownHook(cancel);
        } catch (IllegalStateException e) {
            // The program is ending: the hook is what ended the start.
        }
    }
}
