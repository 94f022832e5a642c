package io.github.blkunit.driver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for something that the kernel or another process does and does not announce: polls, always with a deadline. */
public final class Await {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Await() {}

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition<X extends Exception> {
        /** Whether it has happened. */
        boolean holds() throws X;
    }

    /**
     * Waits until the condition holds. Polls at growing distances, from 1 ms to 50 ms; asks once more after the deadline.
     *
     * @return whether it held in time
     */
    public static <X extends Exception> boolean until(Duration deadline, Condition<X> condition) throws X, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        long pause = TimeUnit.MILLISECONDS.toNanos(1);
        while (!condition.holds()) {
            long left = end - System.nanoTime();
            if (left <= 0) { return condition.holds(); }
            TimeUnit.NANOSECONDS.sleep(Math.min(pause, left));
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        return true;
    }

    /**
     * As {@link #until}, for code that must not be cut short: an interrupt is remembered and set again on return.
     *
     * @return whether it held in time
     */
    public static <X extends Exception> boolean uninterruptibly(Duration deadline, Condition<X> condition) throws X {
        long end = System.nanoTime() + deadline.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return until(Duration.ofNanos(Math.max(0, end - System.nanoTime())), condition);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) { Thread.currentThread().interrupt(); }
        }
    }
}
