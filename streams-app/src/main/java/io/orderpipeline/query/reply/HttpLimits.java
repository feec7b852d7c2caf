package io.orderpipeline.query.reply;

import java.time.Duration;

/**
 * Bounds of the HTTP layer: nobody outside decides how much memory or how many threads it takes.
 */
public final class HttpLimits {

    /** Request line and headers together; the longest useful ones have a few hundred bytes. */
    public static final int HEADER_BYTES = 8 * 1024;

    /**
     * A body; the largest useful one is an order of 100 lines, each of at most 500 bytes with every
     * character of its id escaped in JSON.
     */
    public static final int BODY_BYTES = 64 * 1024;

    /**
     * Bodies of commands that are read at a time: each has a thread as long as it comes, however
     * slowly, and the other threads are for those who ask.
     */
    public static final int BODIES_BEING_READ = 8;

    /**
     * Each answer gets a buffer of this size on its way out, whatever its own; most have less than
     * a kilobyte.
     */
    public static final int COPY_BYTES = 2 * 1024;

    /** Requests that wait for a broker's word at a time, seconds each if it does not come. */
    public static final int WAITING_FOR_BROKERS = 4;

    /** Requests that wait for a version at a time; each costs memory, but no thread. */
    public static final int WAITING_FOR_VERSIONS = 1_024;

    /**
     * Commands that wait for their outcome, or for the broker's word, at a time; no thread each.
     */
    public static final int WAITING_COMMANDS = 1_024;

    /** The longest that a client may have an answer held back. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** A connection without traffic is closed after this. */
    public static final Duration IDLE = Duration.ofSeconds(30);

    /**
     * When the server stops, requests that it has taken have this long to be answered; those that
     * wait for something are told at once, so that few need it.
     */
    public static final Duration DRAIN = Duration.ofSeconds(3);

    /** While it stops, connections without a request in flight are closed after this. */
    public static final Duration IDLE_WHILE_STOPPING = Duration.ofMillis(100);

    /** Answers come from local state in well under a millisecond: few threads go a long way. */
    public static final int THREADS = 16;

    /** Connections that wait for a thread. */
    public static final int ACCEPT_QUEUE = 128;

    /**
     * Streams of events at a time. Each has a thread, because it may wait for its client or for the
     * log, and the threads that answer are few; so many mostly sleeping ones cost some megabytes.
     */
    public static final int STREAMS = 64;

    /**
     * Events that wait for one stream's client: a second or more of heavy traffic. All streams wait
     * with the same objects, so that one or many slow clients hold about ten megabytes.
     */
    public static final int STREAM_BACKLOG = 10_000;

    /** A stream without events says this often that it lives: well within {@link #IDLE}. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** A client that takes nothing for this long is gone, or as good as. */
    public static final Duration STREAM_WRITE = Duration.ofSeconds(10);

    /** Clients should ask again after this; a rebalance or restore takes about as long. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private HttpLimits() {}
}
