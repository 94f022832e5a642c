package io.github.blkunit.perf.gate;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.stat.BootNoise;
import io.github.blkunit.perf.stat.PairedSample;
import io.github.blkunit.perf.stat.VarianceComponents;
import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * What A/A runs tell of a cell's boots. The truth is known there, a log ratio of 0, so boots are squared around that. Taken is the upper
 * 90 % bound of the boots' variance, not its estimate, which is 0 as often as not. That bound of a few boots says little but that they
 * are few: until there are enough the assumption stays, unless they contradict it.
 */
public final class Calibration {
    /** Boots from which the archive alone decides; below it is {@link BootNoise#ASSUMED}, or more if they scatter beyond that (F test at 5 %). */
    public static final int ENOUGH_BOOTS = 30;
    private static final double CAUTION = 0.90;
    private static final double CONTRADICTION = 0.05;

    private Calibration() {}

    /** The noise of boots, from A/A samples of one cell in one environment; {@link BootNoise#ASSUMED} if there are none. */
    public static BootNoise of(List<PairedSample> samples) {
        int boots = 0;
        int pairs = 0;
        double betweenSquares = 0;
        double insideSquares = 0;
        int insideFreedom = 0;
        for (PairedSample sample : samples) {
            VarianceComponents parts = VarianceComponents.of(sample);
            insideSquares += parts.within() * parts.withinFreedom();
            insideFreedom += parts.withinFreedom();
            double[] means = sample.bootMeans();
            for (int boot = 0; boot < means.length; boot++) {
                betweenSquares += sample.pairs(boot) * means[boot] * means[boot];
                boots++;
                pairs += sample.pairs(boot);
            }
        }
        if (insideFreedom == 0) { return BootNoise.ASSUMED; }
        double inside = insideSquares / insideFreedom;
        double between = betweenSquares / boots;
        double perBoot = pairs / (double) boots;
        double low = FDistribution.of(boots, insideFreedom).inverseCumulativeProbability(1 - CAUTION);
        double deviation = Math.sqrt(Math.max(0, (between / low - inside) / perBoot));
        String facts = String.format(ROOT, "%d boots of A/A runs say at most %.2f %%", boots, 100 * deviation);
        double assumed = inside + perBoot * BootNoise.ASSUMED.variance();
        boolean contradicted = FDistribution.of(boots, insideFreedom).survivalProbability(between / assumed) < CONTRADICTION;
        if (boots >= ENOUGH_BOOTS || contradicted) { return new BootNoise(deviation, boots, facts); }
        return new BootNoise(BootNoise.ASSUMED.deviation(), BootNoise.ASSUMED.freedom(), facts + ", fewer than " + ENOUGH_BOOTS
                + ": 2 % is assumed");
    }
}
