package io.github.blkunit.perf.gate;

import java.util.List;

/**
 * What one look says.
 *
 * @param boots boots done
 * @param verdict of the blocking cells together
 * @param isFinal whether measuring ends here: a failure, passes only, or the cap
 * @param cells each cell's decision, in the order given
 */
public record GateDecision(int boots, Verdict verdict, boolean isFinal, List<CellDecision> cells) {
    public GateDecision { cells = List.copyOf(cells); }
}
