package io.github.blkunit.perf;

/** The figure of a cell that is compared. A ratio is always one of speed: below 1 the candidate is slower, whatever the unit. */
public enum Metric {
    /** Requests per second. */
    IOPS("IOPS", true, 0.03, 0.05),
    /** Median completion latency in nanoseconds. */
    P50("ns", false, 0.05, 0.08),
    /** 99th percentile of completion latency in nanoseconds. */
    P99("ns", false, 0.10, 0.20),
    /** 99.9th percentile; needs windows of 10^5 requests unless what it looks for delays many at once, as a stalled queue does. */
    P99_9("ns", false, 0.15, 0.30),
    /** 99.99th percentile, for tails of 1 in 10 000; needs windows of 10^6 requests. */
    P99_99("ns", false, 0.20, 0.40);

    private final String unit;
    private final boolean moreIsBetter;
    private final double material;
    private final double margin;

    Metric(String unit, boolean moreIsBetter, double material, double margin) {
        this.unit = unit;
        this.moreIsBetter = moreIsBetter;
        this.material = material;
        this.margin = margin;
    }

    /** The unit of its values. */
    public String unit() { return unit; }

    /** The smallest slow-down that may fail unless told otherwise, a share. */
    public double material() { return material; }

    /** The slow-down that a pass rules out unless told otherwise, a share. */
    public double margin() { return margin; }

    /**
     * The log of the speed ratio, above zero if the candidate is better.
     *
     * @throws IllegalArgumentException unless both are positive numbers
     */
    public double logRatio(double candidate, double reference) {
        if (!(candidate > 0 && reference > 0) || Double.isInfinite(candidate) || Double.isInfinite(reference)) {
            throw new IllegalArgumentException("no ratio of these: candidate=" + candidate + ", reference=" + reference);
        }
        return moreIsBetter ? Math.log(candidate / reference) : Math.log(reference / candidate);
    }
}
