package io.github.blkunit.fio;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * fio's histogram of a latency. A bin's bounds are at most 0.8 % from the value that stands for it; the last one stands for
 * everything from about 17 s on.
 *
 * @param counts requests by the bin's value in nanoseconds, smallest first; empty where fio reports none
 */
public record LatencyBins(SortedMap<Long, Long> counts) {
    static final LatencyBins NONE = new LatencyBins(new TreeMap<>());

    public LatencyBins { counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts)); }

    /** Requests in all bins. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both histograms together: what one job with all these requests would have reported. */
    public LatencyBins plus(LatencyBins other) {
        SortedMap<Long, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((bin, count) -> sum.merge(bin, count, Long::sum));
        return new LatencyBins(sum);
    }

    /**
     * The time within which this share of the requests was done: the smallest bin below and in which so many are.
     *
     * @throws IllegalStateException if there are no requests
     */
    public Duration percentile(Percentile percentile) {
        double wanted = percentile.percent() / 100 * total();
        long seen = 0;
        for (Map.Entry<Long, Long> bin : counts.entrySet()) {
            seen += bin.getValue();
            if (seen >= wanted) { return Duration.ofNanos(bin.getKey()); }
        }
        if (counts.isEmpty()) { throw new IllegalStateException("no requests, no percentile: " + percentile); }
        return Duration.ofNanos(counts.lastKey()); // rounding of the last share
    }
}
