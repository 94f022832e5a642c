package io.github.blkunit.perf.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.perf.stat.BootNoise;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 200 gate runs each, over noise that emulated machines really had ({@link RecordedNoise}); docs/performance.md has the table. */
class RecordedNoiseTest {
    private static final RecordedNoise RECORDED = RecordedNoise.load("aa-tcg.json");
    private static final Claim CLAIM = Claim.noRegression(0.03, 0.05);
    private static final int RUNS = 200;

    @ParameterizedTest @ValueSource(doubles = {0, 0.01, 0.02})
    void of_200_gate_runs_of_equal_builds_at_most_2_fail(double tau) {
        assertThat(failed(4, 4, 0, tau)).as("4 boots of 4 pairs, tau %s", tau).isLessThanOrEqualTo(RUNS / 100);
        assertThat(failed(3, 2, 0, tau)).as("3 boots of 2 pairs, tau %s", tau).isLessThanOrEqualTo(RUNS / 100);
    }

    /** 4 boots of 4 pairs are what 20 minutes allow for; 8 of 8 are the long form. */
    @ParameterizedTest @CsvSource({"0.10, 4, 4, 0.02", "0.07, 4, 4, 0.01", "0.05, 8, 8, 0.01"})
    void a_slow_down_is_found_in_95_percent_of_runs(double slower, int boots, int pairs, double tau) {
        assertThat(failed(boots, pairs, slower, tau)).isGreaterThanOrEqualTo(RUNS * 95 / 100);
    }

    @Test
    void an_improvement_never_fails() {
        assertThat(failed(4, 4, -0.20, 0.01)).isZero();
    }

    private static int failed(int boots, int pairs, double slower, double tau) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20);
        Gate gate = new Gate(GateRules.STANDARD.withBoots(boots));
        int failed = 0;
        for (int run = 0; run < RUNS; run++) {
            GateDecision decision = Runs.of(gate, RECORDED.draw(random, boots, pairs, slower, tau), CLAIM, BootNoise.ASSUMED);
            failed += decision.verdict() == Verdict.FAIL ? 1 : 0;
        }
        if (Boolean.getBoolean("blkunit.simulation.print")) {
            System.out.printf(Locale.ROOT, "%d boots, %d pairs, slower %.2f, tau %.3f: %d of %d fail%n", boots, pairs, slower,
                    tau,
                    failed, RUNS);
        }
        return failed;
    }
}
