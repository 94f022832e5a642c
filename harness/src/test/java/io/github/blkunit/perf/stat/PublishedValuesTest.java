package io.github.blkunit.perf.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.inference.OneWayAnova;
import org.apache.commons.math3.stat.inference.TestUtils;
import org.junit.jupiter.api.Test;

/** Our figures against values that R prints for its own data sets, and against another library. */
class PublishedValuesTest {
    /** R's data set {@code sleep}: hours of sleep won with drug 1 less those with drug 2, ten people. */
    private static final double[] SLEEP = {0.7 - 1.9, -1.6 - 0.8, -0.2 - 1.1, -1.2 - 0.1, -0.1 + 0.1, 3.4 - 4.4, 3.7 - 5.5,
            0.8 - 1.6, 0.0 - 4.6, 2.0 - 3.4};
    /** lme4's data set {@code Dyestuff}: yield of five samples from each of six batches. */
    private static final List<double[]> DYESTUFF = List.of(new double[] {1545, 1440, 1440, 1520, 1580}, //
            new double[] {1540, 1555, 1490, 1560, 1495}, new double[] {1595, 1550, 1605, 1510, 1560}, //
            new double[] {1445, 1440, 1595, 1465, 1545}, new double[] {1595, 1630, 1515, 1635, 1625}, //
            new double[] {1520, 1455, 1450, 1480, 1445});
    private static final BootNoise NONE = new BootNoise(0, 1, "none");

    @Test
    void a_single_boot_without_boot_noise_is_the_paired_t_test_of_R() {
        Estimate estimate = Estimate.of(PairedSample.of(List.of(SLEEP)), NONE);
        assertThat(estimate.mean()).isCloseTo(-1.58, within(1e-9));
        assertThat(estimate.mean() / estimate.standardError()).isCloseTo(-4.0621, within(5e-5)); // t.test(paired = TRUE)
        assertThat(estimate.freedom()).isCloseTo(9, within(1e-9));
        assertThat(2 * estimate.probabilityIfTruthWere(0)).isCloseTo(0.002833, within(5e-7));
        assertThat(estimate.lower(0.975)).isCloseTo(-2.4598858, within(5e-7));
        assertThat(estimate.upper(0.975)).isCloseTo(-0.7001142, within(5e-7));
    }

    @Test
    void variance_components_are_those_that_lme4_publishes_for_dyestuff() {
        VarianceComponents parts = VarianceComponents.of(PairedSample.of(DYESTUFF));
        assertThat(parts.within()).isCloseTo(2451.25, within(0.01)); // VarCorr(lmer(Yield ~ 1 + (1 | Batch), Dyestuff))
        assertThat(parts.between()).isCloseTo(1764.05, within(0.01));
        assertThat(parts.withinFreedom()).isEqualTo(24);
        assertThat(PairedSample.of(DYESTUFF).mean()).isCloseTo(1527.5, within(1e-9));
    }

    @Test
    void mean_squares_of_unequal_boots_agree_with_commons_math() {
        List<double[]> boots = List.of(new double[] {1, 2, 4}, new double[] {2, 2.5}, new double[] {0.5, 1, 1.5, 7});
        VarianceComponents parts = VarianceComponents.of(PairedSample.of(boots));
        assertThat(parts.meanSquareBetween() / parts.within()).isCloseTo(new OneWayAnova().anovaFValue(boots), within(1e-12));
    }

    @Test
    void estimates_agree_with_commons_math_on_random_data() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int i = 0; i < 200; i++) {
            double[] values = random.doubles(3 + random.nextInt(20)).map(Math::log).toArray();
            Estimate estimate = Estimate.of(PairedSample.of(List.of(values)), NONE);
            assertThat(2 * Math.min(estimate.probabilityIfTruthWere(-1), 1 - estimate.probabilityIfTruthWere(-1)))
                    .isCloseTo(TestUtils.tTest(-1, values), within(1e-9));
            double quantile = new TDistribution(values.length - 1).inverseCumulativeProbability(0.99);
            assertThat(estimate.upper(0.99)).isCloseTo(estimate.mean() + quantile * estimate.standardError(), within(1e-7));
        }
    }

    @Test
    void holm_and_benjamini_hochberg_give_what_p_adjust_of_R_gives() {
        double[] p = {0.01, 0.04, 0.03, 0.005, 0.5};
        assertThat(Holm.adjust(p)).containsExactly(new double[] {0.04, 0.09, 0.09, 0.025, 0.5}, within(1e-12));
        assertThat(BenjaminiHochberg.adjust(p)).containsExactly(new double[] {0.025, 0.05, 0.05, 0.025, 0.5}, within(1e-12));
        assertThat(Holm.adjust()).isEmpty();
    }

    @Test
    void the_pseudo_median_is_that_of_wilcox_test_of_R() {
        double[] before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
        double[] after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
        double[] differences = new double[before.length];
        Arrays.setAll(differences, i -> before[i] - after[i]);
        assertThat(HodgesLehmann.of(differences)).isCloseTo(0.46, within(1e-9)); // Hollander and Wolfe's depression scale
    }
}
