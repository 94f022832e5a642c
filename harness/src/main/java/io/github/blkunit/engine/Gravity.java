package io.github.blkunit.engine;

import io.github.blkunit.kernellog.KernelReport;
import io.github.blkunit.kernellog.Level;
import java.util.Set;

/** Whether a machine can be expected to go on after a report. */
enum Gravity {
    /** It goes on. */
    BEARABLE,
    /** Something hangs, maybe for ever. */
    STUCK,
    /** It is dead, or not to be trusted. */
    DEAD;

    private static final Set<String> HANGS = Set.of("lockup", "rcu-stall", "hung-task");

    static Gravity of(KernelReport report) {
        if (report.level() == Level.FATAL) return DEAD;
        return report.level() == Level.SPLAT && HANGS.contains(report.kind()) ? STUCK : BEARABLE;
    }
}
