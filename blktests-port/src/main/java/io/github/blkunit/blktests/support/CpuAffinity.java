package io.github.blkunit.blktests.support;

import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/** On which CPU a thread runs. */
public final class CpuAffinity {
    private static final int MOST = 64;

    private CpuAffinity() {}

    /** Pins the calling thread to one of the first 64 CPUs. */
    public static void pinTo(int cpu) {
        if (cpu < 0 || cpu >= MOST) { throw new IllegalArgumentException("not a CPU that can be pinned to: cpu=" + cpu); }
        try (Arena arena = Arena.ofConfined()) {
            SystemCallException.check(Sys.setAffinity(arena.allocateFrom(ValueLayout.JAVA_LONG, 1L << cpu)), "sched_setaffinity",
                    "cpu=" + cpu);
        }
    }
}
