package io.github.blkunit.fio;

import static java.util.Locale.ROOT;

import java.time.Duration;

/** Checks of a latency. Each returns to the job's assertions. */
public final class LatencyAssert {
    private final Figure<Duration> figure;

    LatencyAssert(Figure<Duration> figure) { this.figure = figure; }

    /** Passes above {@code bound}, fails for exactly {@code bound}. */
    public FioAssert isGreaterThan(Duration bound) {
        return figure.isGreaterThan(bound);
    }

    /** Passes from exactly {@code bound} on, fails below. */
    public FioAssert isAtLeast(Duration bound) {
        return figure.isAtLeast(bound);
    }

    /** Passes below {@code bound}, fails for exactly {@code bound}. */
    public FioAssert isLessThan(Duration bound) {
        return figure.isLessThan(bound);
    }

    /** Passes up to exactly {@code bound}, fails above. */
    public FioAssert isAtMost(Duration bound) {
        return figure.isAtMost(bound);
    }

    static String text(Duration latency) { return String.format(ROOT, "%.3f ms", latency.toNanos() / 1e6); }
}
