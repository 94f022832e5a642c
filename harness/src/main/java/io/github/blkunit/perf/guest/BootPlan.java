package io.github.blkunit.perf.guest;

import io.github.blkunit.perf.Metric;
import java.util.List;
import java.util.Map;

/**
 * What one boot is to do; travels to the guest as JSON on the program's standard input.
 *
 * @param boot number of the boot, from 1
 * @param seed of the run; pairs derive theirs
 * @param pairs valid pairs wanted
 * @param repeats pairs that may be measured again since their conditions were bad
 * @param windowsPerSide windows of each side in a pair, 1 or 2: with 2 the order is A B B A
 * @param rampMillis time before figures count, of each window
 * @param runMillis time that counts, of each window
 * @param mostSteal share of a window's CPU time that the hypervisor may take away, 0 to 1
 * @param queues of the devices
 * @param depth of the devices
 * @param size of the devices, as text
 * @param logicalBlockSize of the devices, bytes
 * @param candidate what is judged
 * @param reference what it is held against
 * @param workloads the cells' jobs; a cell is a workload and a metric
 * @param testClass class whose {@code @Workload} methods give the jobs instead; empty if none
 */
public record BootPlan(int boot, long seed, int pairs, int repeats, int windowsPerSide, long rampMillis, long runMillis,
        double mostSteal, int queues, int depth, String size, int logicalBlockSize, SidePlan candidate, SidePlan reference,
        List<WorkloadPlan> workloads, String testClass) {
    public BootPlan { workloads = List.copyOf(workloads); }

    /**
     * One side.
     *
     * @param driver class name of its {@code Driver}
     * @param classPath numbers of the jars in the guest, in order
     * @param javaOptions for the JVM of a server in Java
     */
    public record SidePlan(String driver, List<Integer> classPath, String javaOptions) {
        public SidePlan { classPath = List.copyOf(classPath); }
    }

    /**
     * One fio job and what is taken from it.
     *
     * @param name unique
     * @param pattern fio's {@code rw}
     * @param blockSize fio's {@code bs}
     * @param options further options of fio's
     * @param metrics what is compared
     */
    public record WorkloadPlan(String name, String pattern, String blockSize, Map<String, String> options,
            List<Metric> metrics) {
        public WorkloadPlan {
            options = Map.copyOf(options);
            metrics = List.copyOf(metrics);
        }
    }
}
