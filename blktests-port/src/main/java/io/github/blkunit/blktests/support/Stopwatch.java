package io.github.blkunit.blktests.support;

import java.io.IOException;
import java.time.Duration;

/** How long something takes. */
public final class Stopwatch {
    private Stopwatch() {}

    /** What is timed. */
    @FunctionalInterface
    public interface Action {
        /** Does it once. */
        void run() throws IOException;
    }

    /** Does it once and returns the time it took. */
    public static Duration time(Action action) throws IOException {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The longer of two durations. */
    public static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
