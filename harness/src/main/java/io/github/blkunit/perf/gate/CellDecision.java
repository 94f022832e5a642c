package io.github.blkunit.perf.gate;

import io.github.blkunit.perf.stat.Estimate;
import java.util.List;

/**
 * A verdict on one cell and what it rests on.
 *
 * @param data what was looked at
 * @param verdict the verdict
 * @param estimate the mean log ratio and its error
 * @param probability of such data or worse if the claim just held, corrected for the number of cells
 * @param level what {@code probability} had to be at most in order to fail; 0 if this look could not fail
 * @param robust Hodges-Lehmann estimate beside the mean
 * @param improved whether the candidate is faster beyond doubt
 * @param notes what a reader should know, in sentences
 */
public record CellDecision(CellData data, Verdict verdict, Estimate estimate, double probability, double level, double robust,
        boolean improved, List<String> notes) {
    public CellDecision { notes = List.copyOf(notes); }
}
