package io.github.blkunit.perf.stat;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;

/**
 * The variance of log ratios, split by a one-way analysis of variance with random boots (method of moments, unbalanced boots allowed).
 *
 * @param within variance of pairs inside a boot; 0 without degrees of freedom
 * @param withinFreedom its degrees of freedom: pairs minus boots
 * @param between variance that whole boots add, never negative
 * @param betweenFreedom boots minus 1
 * @param meanSquareBetween mean square between boots
 * @param pairsPerBoot pairs per boot; for unbalanced boots the number that the method of moments calls n0
 */
public record VarianceComponents(double within, int withinFreedom, double between, int betweenFreedom,
        double meanSquareBetween, double pairsPerBoot) {

    /** Of one sample. */
    public static VarianceComponents of(PairedSample sample) {
        int boots = sample.boots();
        int pairs = sample.pairs();
        double grand = Mean.of(sample.all()).getAsDouble();
        double insideSquares = 0;
        double betweenSquares = 0;
        double squaredSizes = 0;
        for (int boot = 0; boot < boots; boot++) {
            double[] values = sample.boot(boot);
            double mean = Mean.of(values).getAsDouble();
            insideSquares += Arrays.stream(values).map(value -> square(value - mean)).sum();
            betweenSquares += values.length * square(mean - grand);
            squaredSizes += square(values.length);
        }
        int withinFreedom = pairs - boots;
        double within = withinFreedom == 0 ? 0 : insideSquares / withinFreedom;
        if (boots == 1) { return new VarianceComponents(within, withinFreedom, 0, 0, 0, pairs); }
        double perBoot = (pairs - squaredSizes / pairs) / (boots - 1);
        double meanSquare = betweenSquares / (boots - 1);
        return new VarianceComponents(within, withinFreedom, Math.max(0, (meanSquare - within) / perBoot), boots - 1, meanSquare,
                perBoot);
    }

    private static double square(double value) { return value * value; }
}
