package io.github.blkunit.counts;

import static java.util.Locale.ROOT;

/** Checks of one figure. Each returns to the assertions of all of them. */
public final class CountAssert {
    private final CountsAssert owner;
    private final Metric metric;
    private final double actual;

    CountAssert(CountsAssert owner, Metric metric, double actual) {
        this.owner = owner;
        this.metric = metric;
        this.actual = actual;
    }

    /** Passes up to {@code bound}, fails above. */
    public CountsAssert isAtMost(double bound) {
        return check(actual <= bound, "at most " + text(bound));
    }

    /** Passes from {@code bound} on, fails below. */
    public CountsAssert isAtLeast(double bound) {
        return check(actual >= bound, "at least " + text(bound));
    }

    /** Passes within the figure's {@linkplain Metric#tolerance tolerance} of {@code value}. */
    public CountsAssert isEqualTo(double value) {
        return check(Math.abs(actual - value) <= metric.tolerance(), text(value) + " (give or take " + text(metric.tolerance())
                + ")");
    }

    /** As {@link #isEqualTo isEqualTo(0)}. */
    public CountsAssert isZero() { return isEqualTo(0); }

    private CountsAssert check(boolean holds, String expected) {
        if (!holds) { owner.fail(metric, expected, text(actual)); }
        return owner;
    }

    static String text(double value) {
        return value == Math.rint(value) ? String.format(ROOT, "%.0f", value) : String.format(ROOT, "%.3f", value);
    }
}
