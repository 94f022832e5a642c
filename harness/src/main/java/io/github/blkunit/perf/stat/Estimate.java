package io.github.blkunit.perf.stat;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean log ratio of a cell and how well it is known: {@code SE² = s²/(boots · pairs) + τ²/boots}, s² from this sample's pairs, τ²
 * given. Degrees of freedom by Welch and Satterthwaite.
 *
 * @param mean mean log ratio; below zero the candidate is slower
 * @param standardError of the mean
 * @param freedom degrees of freedom of the standard error
 * @param boots boots
 * @param pairs pairs of all boots
 * @param pairDeviation standard deviation of one pair inside a boot
 * @param noise what boots add
 */
public record Estimate(double mean, double standardError, double freedom, int boots, int pairs, double pairDeviation,
        BootNoise noise) {

    /**
     * Of one sample.
     *
     * @throws IllegalArgumentException if no boot has two pairs: then nothing is known of their scatter
     */
    public static Estimate of(PairedSample sample, BootNoise noise) {
        VarianceComponents parts = VarianceComponents.of(sample);
        if (parts.withinFreedom() == 0) {
            throw new IllegalArgumentException("an estimate needs two pairs in a boot: pairs=" + sample.pairs() + ", boots="
                    + sample.boots());
        }
        double fromPairs = parts.within() * inverseSizes(sample) / (sample.boots() * (double) sample.boots());
        double fromBoots = noise.variance() / sample.boots();
        double variance = fromPairs + fromBoots;
        double freedom = variance == 0 ? parts.withinFreedom() : variance * variance
                / (fromPairs * fromPairs / parts.withinFreedom() + fromBoots * fromBoots / noise.freedom());
        return new Estimate(sample.mean(), Math.sqrt(variance), freedom, sample.boots(), sample.pairs(), Math.sqrt(parts
                .within()), noise);
    }

    private static double inverseSizes(PairedSample sample) {
        double sum = 0;
        for (int boot = 0; boot < sample.boots(); boot++) { sum += 1.0 / sample.pairs(boot); }
        return sum;
    }

    /** The log ratio that the truth is above of with this probability, 0 to 1. */
    public double lower(double confidence) {
        return mean - quantile(confidence) * standardError;
    }

    /** The log ratio that the truth is below of with this probability, 0 to 1. */
    public double upper(double confidence) {
        return mean + quantile(confidence) * standardError;
    }

    /** The probability of such a mean or a smaller one if the truth were {@code bound}. */
    public double probabilityIfTruthWere(double bound) {
        if (standardError == 0) { return mean < bound ? 0 : 1; }
        return TDistribution.of(freedom).cumulativeProbability((mean - bound) / standardError);
    }

    private double quantile(double confidence) { return TDistribution.of(freedom).inverseCumulativeProbability(confidence); }
}
