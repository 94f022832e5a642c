package io.github.blkunit.perf.gate;

import io.github.blkunit.perf.stat.BootNoise;
import io.github.blkunit.perf.stat.PairedSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A whole gate run over data that are there already: look after look, until the gate has seen enough. */
final class Runs {
    private Runs() {}

    static GateDecision of(Gate gate, List<PairedSample> samples, Claim claim, BootNoise noise) {
        return of(gate, samples, claim, Collections.nCopies(samples.size(), noise));
    }

    static GateDecision of(Gate gate, List<PairedSample> samples, Claim claim, List<BootNoise> noises) {
        for (int boots : gate.rules().looks()) {
            List<CellData> cells = new ArrayList<>();
            for (PairedSample sample : samples) {
                cells.add(new CellData("cell" + cells.size(), Weight.BLOCKING, claim, first(sample, boots), noises.get(cells
                        .size())));
            }
            GateDecision decision = gate.look(boots, cells);
            if (decision.isFinal()) { return decision; }
        }
        throw new IllegalStateException("the last look is always final");
    }

    private static PairedSample first(PairedSample sample, int boots) {
        List<double[]> values = new ArrayList<>();
        for (int boot = 0; boot < boots; boot++) { values.add(sample.boot(boot)); }
        return PairedSample.of(values);
    }
}
