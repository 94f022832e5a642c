package io.github.blkunit.perf.stat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * An interval that assumes no distribution: boots are drawn with replacement, then pairs inside each drawn boot. For display and as a
 * cross-check; with four boots or fewer it is too narrow for a verdict.
 *
 * @param lower lower end, a log ratio
 * @param upper upper end, a log ratio
 */
public record TwoStageBootstrap(double lower, double upper) {
    private static final int DRAWS = 10_000;

    /**
     * The percentile interval of the mean.
     *
     * @param confidence of the two-sided interval, such as 0.95
     * @param seed the same seed gives the same interval
     */
    public static TwoStageBootstrap of(PairedSample sample, double confidence, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) { means[draw] = resampledMean(sample, random); }
        double tail = (1 - confidence) / 2;
        double[] ends = Quantile.withDefaults().evaluate(means, tail, 1 - tail);
        return new TwoStageBootstrap(ends[0], ends[1]);
    }

    private static double resampledMean(PairedSample sample, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < sample.boots(); i++) {
            double[] boot = sample.boot(random.nextInt(sample.boots()));
            double inside = 0;
            for (int j = 0; j < boot.length; j++) { inside += boot[random.nextInt(boot.length)]; }
            sum += inside / boot.length;
        }
        return sum / sample.boots();
    }
}
