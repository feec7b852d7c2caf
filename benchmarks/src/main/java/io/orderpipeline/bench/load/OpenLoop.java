package io.orderpipeline.bench.load;

import io.orderpipeline.sim.traffic.Traffic;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends commands by a schedule that nothing delays: whoever is late sends the next ones at once,
 * and latency counts from when they were due. Captures go along with what follows them.
 */
public final class OpenLoop {

    /** Takes what is to be sent. */
    public interface Sender {

        void send(Traffic.Sending sending, long dueNanos);
    }

    private final Iterator<Traffic.Sending> traffic;
    private final Sender sender;

    /** Nothing is sent yet. */
    public OpenLoop(Iterator<Traffic.Sending> traffic, Sender sender) {
        this.traffic = traffic;
        this.sender = sender;
    }

    /**
     * Sends so many commands a second for a time; returns when the last one is sent or it is
     * interrupted.
     */
    public void run(double perSecond, long seconds) {
        double gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long began = System.nanoTime();
        long commands = (long) (perSecond * seconds);
        for (long sent = 0; sent < commands && !Thread.currentThread().isInterrupted(); ) {
            Traffic.Sending sending = traffic.next();
            long due = began + (long) (sent * gapNanos);
            for (long left; (left = due - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
            sender.send(sending, due);
            sent += sending.record().capture().isPresent() ? 0 : 1;
        }
    }
}
