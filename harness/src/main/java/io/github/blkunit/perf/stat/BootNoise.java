package io.github.blkunit.perf.stat;

/**
 * How far whole boots scatter around the truth, over and above their pairs: a property of machine, driver and workload that a few boots
 * cannot tell, so it comes from many A/A runs.
 *
 * @param deviation standard deviation of a boot's effect on a log ratio, not negative
 * @param freedom degrees of freedom of that figure, above 0
 * @param origin where it comes from, for reports
 * @param isFromThisRun whether the run's own boots showed more than was known before
 */
public record BootNoise(double deviation, double freedom, String origin, boolean isFromThisRun) {
    /** What is taken for granted until an archive of A/A runs says better. */
    public static final BootNoise ASSUMED = new BootNoise(0.02, 30, "assumed, no A/A archive yet");

    /** Known before the run. */
    public BootNoise(double deviation, double freedom, String origin) {
        this(deviation, freedom, origin, false);
    }

    public BootNoise {
        if (!(deviation >= 0) || !(freedom > 0)) {
            throw new IllegalArgumentException("no noise: deviation=" + deviation + ", freedom=" + freedom);
        }
    }

    /** Its square. */
    public double variance() { return deviation * deviation; }
}
