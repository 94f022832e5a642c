package io.github.blkunit.fio;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How long requests took. All zero if there were none.
 *
 * @param samples requests measured
 * @param min the shortest
 * @param max the longest
 * @param mean their mean
 * @param stddev their standard deviation
 * @param percentiles those that fio reports, by share, smallest first; of merged jobs taken from the bins; empty where there are none
 * @param bins the histogram; empty where fio reports none: only completion latency has one, unless the job asks for others
 */
public record Latency(long samples, Duration min, Duration max, Duration mean, Duration stddev,
        SortedMap<Percentile, Duration> percentiles, LatencyBins bins) {
    static final Latency NONE = new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, new TreeMap<>(),
            LatencyBins.NONE);

    public Latency {
        percentiles = Collections.unmodifiableSortedMap(new TreeMap<>(percentiles));
    }

    /**
     * The time within which this share of the requests was done. Any share where there is a histogram, otherwise those that fio reported.
     *
     * @throws IllegalArgumentException if there is no such figure
     */
    public Duration percentile(Percentile percentile) {
        Duration found = percentiles.get(percentile);
        if (found != null) { return found; }
        if (bins.total() > 0) { return bins.percentile(percentile); }
        if (samples == 0) {
            throw new IllegalArgumentException("no requests were timed, so there is no " + percentile
                    + " (a job in peak mode or with gtod_reduce takes no times)");
        }
        throw new IllegalArgumentException("fio did not measure " + percentile + " (measured: " + percentiles.keySet()
                + "; add others with option(\"percentile_list\", \"...\"))");
    }

    /** Both together; the mean and the deviation are exact, percentiles come from the bins. */
    Latency plus(Latency other) {
        if (samples == 0) { return other; }
        if (other.samples == 0) { return this; }
        long both = samples + other.samples;
        double share = (double) other.samples / both;
        double apart = nanos(other.mean) - nanos(mean);
        double middle = nanos(mean) + apart * share;
        double variance = (1 - share) * square(nanos(stddev)) + share * square(nanos(other.stddev)) + share * (1 - share)
                * square(apart);
        LatencyBins merged = bins.plus(other.bins);
        SortedMap<Percentile, Duration> shares = new TreeMap<>();
        if (merged.total() == both) { // else one of them has no bins
            Stream.concat(percentiles.keySet().stream(), other.percentiles.keySet().stream())
                    .forEach(each -> shares.put(each, merged.percentile(each)));
        }
        return new Latency(both, min.compareTo(other.min) < 0 ? min : other.min, max.compareTo(other.max) > 0 ? max : other.max,
                Duration.ofNanos(Math.round(middle)), Duration.ofNanos(Math.round(Math.sqrt(variance))), shares, merged);
    }

    private static double nanos(Duration duration) { return (double) duration.toNanos(); }

    private static double square(double value) { return value * value; }
}
