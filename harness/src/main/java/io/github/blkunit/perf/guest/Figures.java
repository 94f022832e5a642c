package io.github.blkunit.perf.guest;

import java.util.Map;

/**
 * What one window of a workload gave.
 *
 * @param values by the metric's name
 * @param latencyNanos percentiles of completion latency by percent; empty if none were taken
 * @param requests requests completed
 * @param busyPercent CPU of the busiest thread that made requests, 0 if unknown
 * @param json where the figures come from, in full
 */
public record Figures(Map<String, Double> values, Map<String, Long> latencyNanos, long requests, double busyPercent,
        String json) {
    public Figures {
        values = Map.copyOf(values);
        latencyNanos = Map.copyOf(latencyNanos);
    }
}
