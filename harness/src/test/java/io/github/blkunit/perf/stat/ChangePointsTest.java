package io.github.blkunit.perf.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

    @Test
    void two_steps_are_found_where_they_are() {
        double[] series = noise(1, 45);
        for (int i = 15; i < 30; i++) { series[i] -= 5; }
        for (int i = 30; i < 45; i++) { series[i] += 3; }
        assertThat(ChangePoints.of(series, 1)).containsExactly(15, 30);
    }

    @Test
    void a_steady_series_has_none_in_99_of_100_cases() {
        long found = 0;
        for (int seed = 0; seed < 100; seed++) { found += ChangePoints.of(noise(seed, 30), seed).isEmpty() ? 0 : 1; }
        assertThat(found).isLessThanOrEqualTo(2);
    }

    @Test
    void a_single_wild_point_is_no_new_level() {
        double[] series = noise(3, 30);
        series[14] -= 30;
        assertThat(ChangePoints.of(series, 1)).isEmpty();
    }

    @Test
    void constant_and_short_series_have_none() {
        assertThat(ChangePoints.of(new double[20], 1)).isEmpty();
        assertThat(ChangePoints.of(new double[] {1, 1, 9, 9}, 1)).isEmpty();
    }

    private static double[] noise(long seed, int length) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] values = new double[length];
        Arrays.setAll(values, _ -> random.nextGaussian());
        return values;
    }
}
