package io.github.blkunit.counts;

import java.util.List;

/** The threads that a HotSpot JVM starts for itself: compilers, collectors, timers. */
final class HotSpotThreads {
    /** Beginnings: the kernel keeps 15 characters of a thread's name, Java all. */
    private static final List<String> OWN = List.of("VM Periodic Tas", "VM Thread", "VM Operation", "C1 Compiler", "C2 Compiler",
            "GC Thread#", "G1 ", "Reference Handl", "Finalizer", "Signal Dispatch", "Service Thread", "Monitor Deflati",
            "Notification Th", "Common-Cleaner", "Attach Listener", "process reaper");

    private HotSpotThreads() {}

    /** Whether a thread of that name is the JVM's own. */
    static boolean isOwn(String name) {
        return OWN.stream().anyMatch(name::startsWith);
    }
}
