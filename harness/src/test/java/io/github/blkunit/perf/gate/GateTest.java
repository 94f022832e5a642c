package io.github.blkunit.perf.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.perf.stat.BootNoise;
import io.github.blkunit.perf.stat.PairedSample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final BootNoise QUIET = new BootNoise(0.005, 100, "test");
    private static final Claim CLAIM = Claim.noRegression(0.03, 0.05);
    private final Gate gate = new Gate(GateRules.STANDARD);

    @Test
    void a_clear_slow_down_fails() {
        GateDecision decision = gate.look(3, List.of(cell("a", -0.1, 3)));
        assertThat(decision.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decision.isFinal()).isTrue();
    }

    @Test
    void two_boots_never_fail_whatever_they_show() {
        GateDecision decision = gate.look(2, List.of(cell("a", -0.5, 2)));
        assertThat(decision.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(decision.isFinal()).isFalse();
    }

    @Test
    void no_difference_passes_at_the_first_look_and_ends_there() {
        GateDecision decision = gate.look(2, List.of(cell("a", 0, 2), cell("b", 0.001, 2)));
        assertThat(decision.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decision.isFinal()).isTrue();
    }

    @Test
    void an_improvement_passes_and_is_named() {
        GateDecision decision = gate.look(3, List.of(cell("a", 0.2, 3)));
        assertThat(decision.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decision.cells().getFirst().improved()).isTrue();
    }

    @Test
    void a_certain_trifle_does_not_fail() {
        assertThat(gate.look(4, List.of(cell("a", -0.02, 4))).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void what_cannot_be_told_is_inconclusive_and_goes_on_until_the_cap() {
        CellData vague = new CellData("a", Weight.BLOCKING, CLAIM, sample(-0.03, 3, 0.05), new BootNoise(0.05, 30, "loud"));
        assertThat(gate.look(3, List.of(vague)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(gate.look(3, List.of(vague)).isFinal()).isFalse();
        assertThat(gate.look(4, List.of(vague)).isFinal()).isTrue();
    }

    @Test
    void a_driver_may_be_slower_by_what_was_agreed_and_not_by_more() {
        Claim by = Claim.atMostSlowerBy(0.05);
        assertThat(gate.look(4, List.of(new CellData("a", Weight.BLOCKING, by, sample(-0.03, 4, 0.005), QUIET))).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(gate.look(4, List.of(new CellData("a", Weight.BLOCKING, by, sample(-0.08, 4, 0.005), QUIET))).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(gate.look(4, List.of(new CellData("a", Weight.BLOCKING, by, sample(-0.052, 4, 0.005), QUIET))).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void an_advisory_cell_is_judged_but_blocks_nobody() {
        CellData slow = new CellData("b", Weight.ADVISORY, CLAIM, sample(-0.2, 3, 0.005), QUIET);
        GateDecision decision = gate.look(3, List.of(cell("a", 0, 3), slow));
        assertThat(decision.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decision.cells()).extracting(CellDecision::verdict).containsExactly(Verdict.PASS, Verdict.FAIL);
    }

    @Test
    void modes_are_pointed_out() {
        List<double[]> boots = new ArrayList<>();
        for (int boot = 0; boot < 4; boot++) { boots.add(new double[] {0, 0.001, -0.001, 0.002, -0.3, 0}); }
        CellDecision decision = gate.look(4, List.of(new CellData("a", Weight.BLOCKING, CLAIM, PairedSample.of(boots), QUIET)))
                .cells().getFirst();
        assertThat(decision.notes()).singleElement().asString().contains("modes");
    }

    @Test
    void nobody_looks_when_no_look_was_planned() {
        assertThatThrownBy(() -> gate.look(1, List.of(cell("a", 0, 1)))).hasMessageContaining("looks=[2, 3, 4]");
        assertThatThrownBy(() -> new GateRules(0.01, 0.95, List.of(2))).hasMessageContaining("never fail");
    }

    @Test
    void claims_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> Claim.atMostSlowerBy(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Claim.noRegression(0.1, 0.05)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_gate_with_more_alarms_than_promised_only_advises() {
        assertThat(new Trust(0, 0, 0.01).isBroken()).isFalse();
        assertThat(new Trust(200, 2, 0.01).isBroken()).isFalse();
        assertThat(new Trust(20, 1, 0.01).isBroken()).isFalse(); // happens to 18 % of honest gates
        assertThat(new Trust(20, 2, 0.01).isBroken()).isTrue();
        assertThat(new Trust(20, 2, 0.01).text()).startsWith("ADVISORY ONLY: 2 of 20");
    }

    private static CellData cell(String name, double shift, int boots) {
        return new CellData(name, Weight.BLOCKING, CLAIM, sample(shift, boots, 0.005), QUIET);
    }

    private static PairedSample sample(double shift, int boots, double spread) {
        List<double[]> values = new ArrayList<>();
        for (int boot = 0; boot < boots; boot++) {
            values.add(new double[] {shift - spread, shift + spread, shift, shift - spread, shift + spread, shift});
        }
        return PairedSample.of(values);
    }
}
