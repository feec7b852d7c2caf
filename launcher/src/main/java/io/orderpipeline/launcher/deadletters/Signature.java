package io.orderpipeline.launcher.deadletters;

/** Who does something about dead letters, and why; both stay in the log. */
record Signature(String operator, String reason) {

    static final int MOST_NAME = 64;
    static final int MOST_REASON = 500;
}
