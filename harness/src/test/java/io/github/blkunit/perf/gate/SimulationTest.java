package io.github.blkunit.perf.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.perf.stat.BootNoise;
import io.github.blkunit.perf.stat.PairedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate promises, in thousands of gate runs with invented noise: 12 cells, 6 pairs a boot, looks after 2, 3 and 4 boots. */
class SimulationTest {
    private static final int RUNS = Integer.getInteger("blkunit.simulation.runs", 500);
    private static final Claim CLAIM = Claim.noRegression(0.03, 0.05);

    @ParameterizedTest @ValueSource(doubles = {0, 0.01, 0.02})
    void at_most_1_percent_of_equal_builds_fail(double tau) {
        Tally tally = simulate(tau, 0, BootNoise.ASSUMED);
        assertThat(tally.failed()).as("false alarms of %d, boot noise %s", RUNS, tau).isLessThanOrEqualTo(RUNS / 100);
        assertThat(tally.meanBoots()).isLessThan(3.5);
    }

    @ParameterizedTest @ValueSource(doubles = {0, 0.01, 0.02})
    void one_cell_of_twelve_slower_by_7_percent_fails_in_95_percent_of_runs(double tau) {
        assertThat(simulate(tau, 0.07, BootNoise.ASSUMED).failed()).isGreaterThanOrEqualTo(RUNS * 95 / 100);
    }

    @Test
    void one_cell_of_twelve_slower_by_10_percent_nearly_always_fails() {
        assertThat(simulate(0.02, 0.10, BootNoise.ASSUMED).failed()).isGreaterThanOrEqualTo(RUNS * 995 / 1000);
    }

    @Test
    void boots_that_are_worse_than_the_archive_says_raise_fewer_alarms_than_pairs_alone_would() {
        double half = 0.015;
        Tally tally = simulate(0.03, 0, new BootNoise(half, 30, "half of the truth"));
        assertThat(tally.failed()).isLessThanOrEqualTo(RUNS * 5 / 100);
    }

    @Test
    void archives_of_40_boots_calibrate_the_gate() {
        int failed = 0;
        for (int seed = 0; seed < 10; seed++) {
            RandomGenerator random = random(seed);
            List<PairedSample> archive = new ArrayList<>();
            for (int run = 0; run < 10; run++) { archive.add(sample(random, 4, 0.02, 0)); }
            BootNoise noise = Calibration.of(archive);
            assertThat(noise.origin()).contains("40 boots");
            failed += simulate(RUNS / 10, 0.02, 0, noise).failed();
        }
        assertThat(failed).isLessThanOrEqualTo(RUNS / 100);
    }

    @Test
    void a_young_archive_is_not_believed_when_it_says_that_all_is_quiet() {
        assertThat(Calibration.of(List.of(sample(random(1), 4, 0, 0))).deviation()).isGreaterThanOrEqualTo(0.02);
        assertThat(Calibration.of(List.of())).isEqualTo(BootNoise.ASSUMED);
    }

    @Test
    void a_young_archive_with_the_noise_that_is_assumed_takes_no_power_from_the_gate() {
        int doubted = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            boolean assumed = Calibration.of(List.of(sample(random(seed), 3, 0.01, 0))).deviation() == BootNoise.ASSUMED
                    .deviation();
            doubted += assumed ? 0 : 1;
        }
        assertThat(doubted).isLessThanOrEqualTo(RUNS * 5 / 100);
    }

    @Test
    void a_young_archive_is_believed_when_it_says_that_boots_differ_by_more_than_is_assumed() {
        int believed = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            believed += Calibration.of(List.of(sample(random(seed), 4, 0.12, 0))).deviation() > 0.04 ? 1 : 0;
        }
        assertThat(believed).isGreaterThanOrEqualTo(RUNS * 95 / 100);
    }

    private record Tally(int failed, int passed, double meanBoots) {}

    private static Tally simulate(double tau, double slower, BootNoise noise) { return simulate(RUNS, tau, slower, noise); }

    private static Tally simulate(int runs, double tau, double slower, BootNoise noise) {
        RandomGenerator random = random(42);
        Gate gate = new Gate(GateRules.STANDARD);
        int failed = 0;
        int passed = 0;
        int boots = 0;
        for (int run = 0; run < runs; run++) {
            List<PairedSample> samples = new ArrayList<>();
            for (int cell = 0; cell < 12; cell++) { samples.add(sample(random, 4, tau, cell == 0 ? slower : 0)); }
            GateDecision decision = Runs.of(gate, samples, CLAIM, noise);
            failed += decision.verdict() == Verdict.FAIL ? 1 : 0;
            passed += decision.verdict() == Verdict.PASS ? 1 : 0;
            boots += decision.boots();
        }
        return new Tally(failed, passed, boots / (double) runs);
    }

    /** A launch: 1 % of noise, one in ten 8 % slow, heavy tails of 0.6 %; 0.4 % drift inside a pair; {@code tau} per boot. */
    private static PairedSample sample(RandomGenerator random, int boots, double tau, double slower) {
        ToDoubleFunction<RandomGenerator> launch = r -> 0.01 * r.nextGaussian() + (r.nextDouble() < 0.1 ? -0.08 : 0) + 0.006
                * studentT3(r);
        List<double[]> all = new ArrayList<>();
        for (int boot = 0; boot < boots; boot++) {
            double shift = tau * random.nextGaussian() + Math.log1p(-slower);
            double[] pairs = new double[6];
            for (int pair = 0; pair < pairs.length; pair++) {
                pairs[pair] = shift + launch.applyAsDouble(random) - launch.applyAsDouble(random) + 0.004 * random
                        .nextGaussian();
            }
            all.add(pairs);
        }
        return PairedSample.of(all);
    }

    private static double studentT3(RandomGenerator random) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double normal = random.nextGaussian();
            squares += normal * normal;
        }
        return random.nextGaussian() / Math.sqrt(squares / 3);
    }

    private static RandomGenerator random(long seed) { return RandomGeneratorFactory.of("L64X128MixRandom").create(seed); }
}
