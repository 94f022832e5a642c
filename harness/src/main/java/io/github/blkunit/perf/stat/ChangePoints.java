package io.github.blkunit.perf.stat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where the level of a series changes: binary segmentation. Each segment is split where the difference of means is largest against its
 * noise, if fewer than 1 in 200 shuffles of the segment give a larger one. For trends over commits, never for a verdict on one.
 */
public final class ChangePoints {
    private static final int SMALLEST = 3;
    private static final int SHUFFLES = 999;
    private static final double LEVEL = 0.005;

    private ChangePoints() {}

    /** First indexes of new levels, growing; empty for a steady series or fewer than 6 points. */
    public static List<Integer> of(double[] series, long seed) {
        List<Integer> found = new ArrayList<>();
        split(series, 0, series.length, RandomGeneratorFactory.of("L64X128MixRandom").create(seed), found);
        Collections.sort(found);
        return List.copyOf(found);
    }

    private static void split(double[] series, int from, int to, RandomGenerator random, List<Integer> found) {
        if (to - from < 2 * SMALLEST) { return; }
        double[] segment = java.util.Arrays.copyOfRange(series, from, to);
        Split best = best(segment);
        if (best.strength() == 0 || !isRare(segment, best.strength(), random)) { return; }
        split(series, from, from + best.at(), random, found);
        found.add(from + best.at());
        split(series, from + best.at(), to, random, found);
    }

    private record Split(int at, double strength) {}

    private static Split best(double[] values) {
        double total = 0;
        for (double value : values) { total += value; }
        Split best = new Split(0, 0);
        double left = 0;
        for (int at = 1; at < values.length; at++) {
            left += values[at - 1];
            if (at < SMALLEST || values.length - at < SMALLEST) { continue; }
            double difference = left / at - (total - left) / (values.length - at);
            // Sum of squares that the split explains: for a fixed segment it orders splits as the t statistic does.
            double strength = difference * difference * at * (values.length - at) / values.length;
            if (strength > best.strength()) { best = new Split(at, strength); }
        }
        return best;
    }

    private static boolean isRare(double[] segment, double strength, RandomGenerator random) {
        double[] shuffled = segment.clone();
        int asStrong = 1;
        for (int i = 0; i < SHUFFLES; i++) {
            for (int last = shuffled.length - 1; last > 0; last--) {
                int other = random.nextInt(last + 1);
                double value = shuffled[last];
                shuffled[last] = shuffled[other];
                shuffled[other] = value;
            }
            if (best(shuffled).strength() >= strength) { asStrong++; }
        }
        return asStrong / (SHUFFLES + 1.0) <= LEVEL;
    }
}
