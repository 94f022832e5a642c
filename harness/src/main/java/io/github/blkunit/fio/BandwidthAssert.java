package io.github.blkunit.fio;

import static java.util.Locale.ROOT;

import io.github.blkunit.ByteSize;

/** Checks of bandwidth; bounds are per second. Each returns to the job's assertions. */
public final class BandwidthAssert {
    private final Figure<ByteSize> figure;

    BandwidthAssert(Figure<ByteSize> figure) { this.figure = figure; }

    /** Passes above {@code bound}, fails for exactly {@code bound}. */
    public FioAssert isGreaterThan(ByteSize bound) {
        return figure.isGreaterThan(bound);
    }

    /** Passes from exactly {@code bound} on, fails below. */
    public FioAssert isAtLeast(ByteSize bound) {
        return figure.isAtLeast(bound);
    }

    /** Passes below {@code bound}, fails for exactly {@code bound}. */
    public FioAssert isLessThan(ByteSize bound) {
        return figure.isLessThan(bound);
    }

    /** Passes up to exactly {@code bound}, fails above. */
    public FioAssert isAtMost(ByteSize bound) {
        return figure.isAtMost(bound);
    }

    static String text(ByteSize perSecond) {
        return String.format(ROOT, "%.2f MiB/s (%d B/s)", perSecond.bytes() / (double) (1 << 20), perSecond.bytes());
    }
}
