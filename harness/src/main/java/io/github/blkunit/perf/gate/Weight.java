package io.github.blkunit.perf.gate;

/** Whether a cell decides. */
public enum Weight {
    /** Belongs to the family whose false alarms are bounded together; blocks. */
    BLOCKING,
    /** Shown, with the share of false ones among its alarms bounded; never blocks. */
    ADVISORY
}
