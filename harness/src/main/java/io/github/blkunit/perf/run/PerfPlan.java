package io.github.blkunit.perf.run;

import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.gate.Claim;
import io.github.blkunit.perf.gate.GateRules;
import io.github.blkunit.perf.gate.Weight;
import io.github.blkunit.perf.guest.BootPlan.WorkloadPlan;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A run before it starts; nothing of it changes later.
 *
 * @param title one line for reports
 * @param kind what is compared
 * @param candidate what is judged
 * @param reference what it is held against
 * @param device of both sides
 * @param workloads the jobs; empty if {@code testClass} gives them
 * @param testClass class with workload methods, empty if none; {@code workloads} then only name them and their metrics
 * @param weight whether the cells block
 * @param by slow-down that is agreed to; for drivers the bound itself, for builds the margin; empty for each metric's own margin
 * @param rules of the gate
 * @param pairs per boot, at least 2
 * @param windowsPerSide 1 or 2 in each pair
 * @param ramp of each window
 * @param window time that counts, of each window
 * @param mostSteal share of CPU time the host may take away in a window
 * @param seed of the run
 */
public record PerfPlan(String title, Kind kind, Side candidate, Side reference, DeviceConfiguration device,
        List<WorkloadPlan> workloads, String testClass, Weight weight, OptionalDouble by, GateRules rules, int pairs,
        int windowsPerSide, Duration ramp, Duration window, double mostSteal, long seed) {
    public PerfPlan {
        workloads = List.copyOf(workloads);
        if (workloads.isEmpty()) { throw new IllegalArgumentException("nothing to measure: no workload"); }
        if (pairs < 2) {
            throw new IllegalArgumentException("a boot needs two pairs, or their scatter is unknown: pairs=" + pairs);
        }
        if (windowsPerSide < 1 || windowsPerSide > 2) {
            throw new IllegalArgumentException("1 or 2 windows of each side: windowsPerSide=" + windowsPerSide);
        }
    }

    /** The claim of a cell. */
    public Claim claim(Metric metric) {
        if (kind == Kind.DRIVERS) { return Claim.atMostSlowerBy(by.orElse(metric.margin())); }
        double margin = by.orElse(metric.margin());
        return Claim.noRegression(metric.material() / metric.margin() * margin, margin);
    }

    /** Cells: a workload and a metric each. */
    public int cells() {
        return workloads.stream().mapToInt(workload -> workload.metrics().size()).sum();
    }

    /** These rules and pairs instead. */
    public PerfPlan with(GateRules other, int pairsPerBoot) {
        return new PerfPlan(title, kind, candidate, reference, device, workloads, testClass, weight, by, other, pairsPerBoot,
                windowsPerSide, ramp, window, mostSteal, seed);
    }
}
