package io.github.blkunit.perf.gate;

import io.github.blkunit.perf.stat.BootNoise;
import io.github.blkunit.perf.stat.PairedSample;

/**
 * All that a verdict on a cell depends on.
 *
 * @param cell the cell's name, unique in a gate
 * @param weight whether it blocks
 * @param claim what is claimed
 * @param sample what was measured so far
 * @param noise what boots are known to do to it
 */
public record CellData(String cell, Weight weight, Claim claim, PairedSample sample, BootNoise noise) {

    CellData with(BootNoise other) { return new CellData(cell, weight, claim, sample, other); }
}
