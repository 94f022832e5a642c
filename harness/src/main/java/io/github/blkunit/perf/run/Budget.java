package io.github.blkunit.perf.run;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.gate.Claim;
import io.github.blkunit.perf.gate.GateRules;
import io.github.blkunit.perf.stat.BootNoise;
import java.time.Duration;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a plan costs and what it can find.
 *
 * @param boot machine to guest program
 * @param launch both sides up, warmed up and down, once per pair
 * @param overhead of each window besides ramp and run: fio's own start
 */
public record Budget(Duration boot, Duration launch, Duration overhead) {
    /** Processor time with TCG and servers in Java, two of which start and are compiled per pair. A busy host takes longer, KVM a fraction. */
    public static final Budget EMULATED = new Budget(Duration.ofSeconds(30), Duration.ofSeconds(45), Duration.ofMillis(1500));
    private static final double POWER = 0.80;
    private static final int MOST_PAIRS = 40;

    /** The longest that the plan takes; it ends sooner if the first looks suffice. */
    public Duration atMost(PerfPlan plan) {
        return perBoot(plan, plan.pairs()).multipliedBy(plan.rules().mostBoots());
    }

    /**
     * The plan with as many pairs per boot as fit.
     *
     * @throws IllegalArgumentException if two do not; says how long those take
     */
    public PerfPlan fit(PerfPlan plan, Duration time) {
        int pairs = 0;
        int boots = plan.rules().mostBoots();
        while (pairs < MOST_PAIRS && perBoot(plan, pairs + 1).multipliedBy(boots).compareTo(time) <= 0) { pairs++; }
        if (pairs < 2) {
            throw new IllegalArgumentException("too little time for " + boots + " boots of 2 pairs of " + plan.workloads().size()
                    + " workloads: budget=" + text(time) + ", needed=" + text(perBoot(plan, 2).multipliedBy(boots)));
        }
        return plan.with(plan.rules(), pairs);
    }

    private Duration perBoot(PerfPlan plan, int pairs) {
        Duration window = plan.ramp().plus(plan.window()).plus(overhead);
        Duration pair = launch.plus(window.multipliedBy(2L * plan.windowsPerSide() * plan.workloads().size()));
        return boot.plus(pair.multipliedBy(pairs));
    }

    /**
     * The smallest true slow-down of one cell that is found with 80 %, a share.
     *
     * @param pairDeviation standard deviation of a pair's log ratio
     */
    public static double detectable(Claim claim, GateRules rules, int cells, int pairs, double pairDeviation, BootNoise noise) {
        int boots = rules.mostBoots();
        double error = Math.sqrt(pairDeviation * pairDeviation / (boots * (double) pairs) + noise.variance() / boots);
        TDistribution t = TDistribution.of(boots * (pairs - 1.0) + noise.freedom());
        double power = t.inverseCumulativeProbability(POWER) * error;
        double certain = -claim.failBelow() + t.inverseCumulativeProbability(1 - rules.alphaAt(boots) / cells) * error + power;
        return -Math.expm1(-Math.max(certain, -claim.failAt() + power));
    }

    /** Minutes and seconds. */
    public static String text(Duration time) {
        return String.format(ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
    }
}
