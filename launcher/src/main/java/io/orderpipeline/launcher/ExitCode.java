package io.orderpipeline.launcher;

/** What the exit codes of all commands mean. */
final class ExitCode {

    /** It worked. */
    static final int OK = 0;

    /** The command worked, and what it checked is not in order. */
    static final int CHECK_FAILED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** A broker, the registry or the app cannot be reached or started, or a topic is missing. */
    static final int ENVIRONMENT = 3;

    /** The program itself is wrong; sysexits.h calls this EX_SOFTWARE. */
    static final int DEFECT = 70;

    private ExitCode() {}
}
