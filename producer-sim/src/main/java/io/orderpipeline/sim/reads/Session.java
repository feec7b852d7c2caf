package io.orderpipeline.sim.reads;

import io.orderpipeline.sim.ledger.LineFile;
import io.orderpipeline.sim.traffic.Dice;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * One client: asks, waits for the answer, keeps it, asks the next, until its thread is interrupted.
 * After a failure it asks another instance.
 */
record Session(int number, Instances instances, LineFile<ReadLine> ledger, ReadTally tally) {

    /** Behind by more than this, the rest is not made up for. */
    private static final long MOST_BEHIND_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * @param dice who is asked; apart from the questions, which are the same however many there are
     * @param gapNanos from question to question, if the answers come in time
     */
    void converse(Questions questions, Dice dice, long gapNanos) {
        URI failed = null;
        long dueNanos = System.nanoTime();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                pause(dueNanos);
                Question question = questions.next();
                URI instance = instances.pick(dice, failed);
                ReadLine.Read read = instances.ask(instance, number, question);
                ledger.write(read);
                tally.count(question.kind(), read.exchange());
                questions.told(read);
                int status = read.exchange().status();
                failed = status == 0 || status == 503 ? instance : null;
                dueNanos = Math.max(dueNanos + gapNanos, System.nanoTime() - MOST_BEHIND_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long untilNanos) throws InterruptedException {
        long waitNanos = untilNanos - System.nanoTime();
        if (waitNanos > 0) {
            TimeUnit.NANOSECONDS.sleep(waitNanos);
        }
    }
}
