package io.github.blkunit.perf.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.gate.Claim;
import io.github.blkunit.perf.gate.GateRules;
import io.github.blkunit.perf.gate.Weight;
import io.github.blkunit.perf.stat.BootNoise;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Side SIDE = new Side("a", "x.Driver", List.of(), "", "");
    private final PerfPlan plan = new PerfPlan("t", Kind.AA, SIDE, SIDE, new DeviceConfiguration(1, 128, ByteSize.gib(1), 512),
            WorkloadSets.REDUCED.workloads(), "", Weight.BLOCKING, OptionalDouble.empty(), GateRules.STANDARD, 6, 2, Duration
                    .ofMillis(500),
            Duration.ofMillis(1500), 0.02, 1);

    @Test
    void a_budget_is_kept() {
        Duration time = Duration.ofMinutes(20);
        PerfPlan fitted = Budget.EMULATED.fit(plan, time);
        assertThat(fitted.pairs()).isGreaterThanOrEqualTo(3);
        assertThat(Budget.EMULATED.atMost(fitted)).isLessThanOrEqualTo(time);
        assertThat(Budget.EMULATED.atMost(plan.with(plan.rules(), fitted.pairs() + 1))).isGreaterThan(time);
    }

    @Test
    void too_little_time_is_said_with_what_is_needed() {
        assertThatThrownBy(() -> Budget.EMULATED.fit(plan, Duration.ofMinutes(2))).hasMessageContaining("needed=");
    }

    @Test
    void more_pairs_find_less_and_boots_set_the_limit() {
        Claim claim = Claim.noRegression(0.03, 0.05);
        double few = Budget.detectable(claim, GateRules.STANDARD, 12, 3, 0.05, BootNoise.ASSUMED);
        double many = Budget.detectable(claim, GateRules.STANDARD, 12, 24, 0.05, BootNoise.ASSUMED);
        double endless = Budget.detectable(claim, GateRules.STANDARD, 12, 1_000_000, 0.05, BootNoise.ASSUMED);
        assertThat(many).isLessThan(few).isGreaterThan(endless);
        assertThat(endless).isCloseTo(0.042, within(0.01));
    }

    @Test
    void the_rnull_matrix_has_120_cells_and_the_blocking_family_12() {
        assertThat(WorkloadSets.RNULL.workloads()).hasSize(120);
        assertThat(WorkloadSets.RNULL_REDUCED.workloads()).hasSize(8);
        assertThat(WorkloadSets.BLOCKING.workloads().stream().mapToInt(workload -> workload.metrics().size()).sum()).isEqualTo(
                12);
    }
}
