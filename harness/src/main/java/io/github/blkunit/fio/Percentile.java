package io.github.blkunit.fio;

/**
 * A share of all requests.
 *
 * @param percent above 0 and at most 100
 */
public record Percentile(double percent) implements Comparable<Percentile> {
    public static final Percentile P50 = new Percentile(50);
    public static final Percentile P90 = new Percentile(90);
    public static final Percentile P95 = new Percentile(95);
    public static final Percentile P99 = new Percentile(99);
    public static final Percentile P99_9 = new Percentile(99.9);
    public static final Percentile P99_99 = new Percentile(99.99);

    public Percentile {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile is above 0 and at most 100: percent=" + percent);
        }
    }

    @Override
    public int compareTo(Percentile other) { return Double.compare(percent, other.percent); }

    /** {@code P99}, {@code P99.9}. */
    @Override
    public String toString() {
        return "P" + (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent));
    }
}
