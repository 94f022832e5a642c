package io.github.blkunit.perf.gate;

import static java.util.Locale.ROOT;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether a gate keeps its promise: its A/A runs, in which any failure is a false alarm, are counted against the probability that it promised.
 *
 * @param runs A/A gate runs
 * @param alarms those that failed
 * @param promised probability of a false alarm per run
 */
public record Trust(int runs, int alarms, double promised) {
    private static final double SURPRISE = 0.05;

    public Trust {
        if (runs < 0 || alarms < 0 || alarms > runs) {
            throw new IllegalArgumentException("impossible counts: runs=" + runs + ", alarms=" + alarms);
        }
    }

    /** Whether so many alarms would be a surprise (below 5 %) if the promise held: the gate then advises and does not block. */
    public boolean isBroken() {
        return alarms > 0 && BinomialDistribution.of(runs, promised).survivalProbability(alarms - 1) < SURPRISE;
    }

    /** One sentence for reports. */
    public String text() {
        if (runs == 0) { return "no A/A run on record: what boots do is assumed, run `blkunit perf run --aa` to measure it"; }
        String counts = String.format(ROOT, "%d of %d A/A runs raised a false alarm, promised are %.1f %%", alarms, runs, 100
                * promised);
        return isBroken() ? "ADVISORY ONLY: " + counts + "; this gate does not block until its noise is understood" : counts;
    }
}
