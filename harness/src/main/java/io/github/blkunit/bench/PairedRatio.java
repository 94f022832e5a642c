package io.github.blkunit.bench;

import io.github.blkunit.perf.stat.HodgesLehmann;
import java.util.Arrays;

/**
 * A ratio from pairs of rounds, by ranks: one round during which the machine was elsewhere hardly moves it.
 *
 * @param ratio Hodges-Lehmann estimate of the pairs' ratios, on the logarithmic scale
 * @param lower where the interval begins: that of Wilcoxon's signed-rank test at 95 % at least, exact; with fewer than {@value #LEAST} pairs there is none, and
 *        this is the smallest ratio
 * @param upper where it ends, alike
 */
record PairedRatio(double ratio, double lower, double upper) {
    /** Fewer pairs cannot reach 95 %. */
    static final int LEAST = 6;

    private static final double TAIL = 0.025;

    /** Parameter logs: of at least one pair's ratio. */
    static PairedRatio of(double... logs) {
        double[] averages = HodgesLehmann.averages(logs);
        Arrays.sort(averages);
        int cut = Math.max(1, cut(logs.length));
        return new PairedRatio(Math.exp(HodgesLehmann.of(logs)), Math.exp(averages[cut - 1]), Math.exp(averages[averages.length
                - cut]));
    }

    /** The largest k for which the rank sum is below k with a probability of no more than {@link #TAIL}. */
    private static int cut(int pairs) {
        int most = pairs * (pairs + 1) / 2;
        double[] ways = new double[most + 1]; // sets of ranks with that sum
        ways[0] = 1;
        for (int rank = 1; rank <= pairs; rank++)
            for (int sum = most; sum >= rank; sum--) ways[sum] += ways[sum - rank];
        double below = 0;
        int cut = 0;
        while (cut <= most && (below += ways[cut] / Math.pow(2, pairs)) <= TAIL)
            cut++;
        return cut;
    }
}
