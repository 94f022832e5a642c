package io.github.blkunit.fio;

/** Checks of requests per second. Each returns to the job's assertions. */
public final class IopsAssert {
    private final Figure<Double> figure;

    IopsAssert(Figure<Double> figure) { this.figure = figure; }

    /** Passes above {@code bound}, fails for exactly {@code bound}. */
    public FioAssert isGreaterThan(double bound) {
        return figure.isGreaterThan(bound);
    }

    /** Passes from exactly {@code bound} on, fails below. */
    public FioAssert isAtLeast(double bound) {
        return figure.isAtLeast(bound);
    }

    /** Passes below {@code bound}, fails for exactly {@code bound}. */
    public FioAssert isLessThan(double bound) {
        return figure.isLessThan(bound);
    }

    /** Passes up to exactly {@code bound}, fails above. */
    public FioAssert isAtMost(double bound) {
        return figure.isAtMost(bound);
    }
}
