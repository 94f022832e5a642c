package io.github.blkunit.perf.gate;

/** What a gate says of a cell, and of all its cells together. */
public enum Verdict {
    /** Slower than the claim allows, beyond doubt: the build fails. */
    FAIL,
    /** Within the claim's margin, beyond reasonable doubt. */
    PASS,
    /** The plan's data do not suffice for either. Shown, but nobody is blocked by it. */
    INCONCLUSIVE
}
