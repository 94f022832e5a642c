package io.github.blkunit.perf.guest;

import io.github.blkunit.Device;
import java.util.List;

/**
 * Brings a launch to its usual state. A server in Java is compiled while it works, and the compiler's own work shows in the figures: the first
 * workload is repeated until it gets no faster. The others find a compiled server and run once each.
 */
final class WarmUp {
    private static final double STEADY = 1.03;
    private static final int MOST_ROUNDS = 8;

    private WarmUp() {}

    static void of(List<Workload> workloads, Device device) {
        for (Workload workload : workloads) {
            double best = workload.warmUp(device);
            for (int round = 1; round < MOST_ROUNDS && workload.equals(workloads.getFirst()); round++) {
                double speed = workload.warmUp(device);
                if (speed <= STEADY * best) { break; }
                best = speed;
            }
        }
    }
}
