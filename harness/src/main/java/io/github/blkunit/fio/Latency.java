package io.github.blkunit.fio;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long requests took. All zero if there were none.
 *
 * @param samples requests measured
 * @param min the shortest
 * @param max the longest
 * @param mean their mean
 * @param stddev their standard deviation
 * @param percentiles by share, smallest first; empty where fio reports none
 */
public record Latency(long samples, Duration min, Duration max, Duration mean, Duration stddev,
        SortedMap<Percentile, Duration> percentiles) {
    public Latency {
        percentiles = Collections.unmodifiableSortedMap(new TreeMap<>(percentiles));
    }

    /** The time within which this share of the requests was done. */
    public Duration percentile(Percentile percentile) {
        Duration found = percentiles.get(percentile);
        if (found == null) {
            throw new IllegalArgumentException("fio did not measure " + percentile + " (measured: " + percentiles.keySet()
                    + "; add others with option(\"percentile_list\", \"...\"))");
        }
        return found;
    }

    static final Latency NONE = new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
            new TreeMap<>(Map.of()));
}
