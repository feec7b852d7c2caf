package io.orderpipeline.stack;

/** The pause between two looks at something that reports no change by itself. */
final class Pause {

    private Pause() {}

    /** An interrupt ends the wait as a whole: whoever asked for it no longer wants the stack. */
    static void forMillis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for the stack", e);
        }
    }
}
