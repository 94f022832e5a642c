package io.github.blkunit.perf.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final PairedSample TWO_BOOTS = PairedSample.of(List.of(new double[] {0.01, 0.03}, new double[] {-0.01,
            0.01}));

    @Test
    void boots_add_their_variance_divided_by_their_number() {
        Estimate without = Estimate.of(TWO_BOOTS, new BootNoise(0, 30, "none"));
        Estimate with = Estimate.of(TWO_BOOTS, new BootNoise(0.02, 30, "some"));
        assertThat(with.standardError() * with.standardError() - without.standardError() * without.standardError()).isCloseTo(
                0.0004 / 2, within(1e-12));
        assertThat(with.freedom()).isBetween(2.0, 32.0);
    }

    @Test
    void a_boot_that_lost_pairs_counts_as_much_as_the_others() {
        PairedSample sample = PairedSample.of(List.of(new double[] {0.1, 0.1, 0.1, 0.1}, new double[] {-0.1, -0.1}));
        assertThat(sample.mean()).isCloseTo(0, within(1e-12));
    }

    @Test
    void boots_that_differ_more_than_the_archive_says_widen_the_interval() {
        PairedSample sample = PairedSample.of(List.of(new double[] {0.10, 0.101, 0.099}, new double[] {-0.10, -0.101, -0.099},
                new double[] {0, 0.001, -0.001}));
        BootNoise known = new BootNoise(0.001, 100, "too good");
        BootNoise widened = BootScatter.widen(List.of(sample), List.of(known)).getFirst();
        assertThat(widened.isFromThisRun()).isTrue();
        assertThat(widened.deviation()).isCloseTo(0.1, within(0.001));
        assertThat(Estimate.of(sample, widened).lower(0.95)).isLessThan(-0.1);
        assertThat(BootScatter.widen(List.of(sample), List.of(BootNoise.ASSUMED)).getFirst().isFromThisRun()).isTrue();
        assertThat(BootScatter.widen(List.of(TWO_BOOTS), List.of(known))).containsExactly(known);
    }

    @Test
    void one_pair_per_boot_is_no_estimate() {
        PairedSample sample = PairedSample.of(List.of(new double[] {0.1}, new double[] {0.1}));
        assertThatThrownBy(() -> Estimate.of(sample, BootNoise.ASSUMED)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two pairs");
    }

    @Test
    void what_is_no_number_is_no_ratio() {
        assertThatThrownBy(() -> PairedSample.of(List.of(new double[] {Double.NEGATIVE_INFINITY}))).isInstanceOf(
                IllegalArgumentException.class);
        assertThatThrownBy(() -> PairedSample.of(List.of(new double[0]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_bootstrap_is_repeatable_and_holds_the_mean() {
        PairedSample sample = PairedSample.of(List.of(new double[] {0.01, 0.02, 0.03}, new double[] {0.02, 0.03, 0.05}));
        TwoStageBootstrap interval = TwoStageBootstrap.of(sample, 0.95, 7);
        assertThat(interval).isEqualTo(TwoStageBootstrap.of(sample, 0.95, 7));
        assertThat(sample.mean()).isBetween(interval.lower(), interval.upper());
        assertThat(interval.lower()).isGreaterThan(0.01);
    }

    @Test
    void looks_spend_all_of_alpha_and_no_more() {
        AlphaSpending spending = new AlphaSpending(0.01, List.of(3, 4));
        assertThat(spending.at(2)).isZero();
        assertThat(spending.at(3)).isCloseTo(0.005625, within(1e-12));
        assertThat(spending.at(3) + spending.at(4)).isCloseTo(0.01, within(1e-12));
    }
}
