package io.github.blkunit.perf.run;

import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.guest.BootPlan.WorkloadPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Workloads that every driver team expects, under names. */
public enum WorkloadSets {
    /** Two cells, for emulated machines: 4k random reads, one at a time and 32 deep. */
    REDUCED {
        @Override
        public List<WorkloadPlan> workloads() {
            return List.of(job("randread-4k-qd1", "randread", "4k", 1, 1), job("randread-4k-qd32", "randread", "4k", 32, 1));
        }
    },
    /** One cell for stalls: the 99.9th percentile of 4k random reads 32 deep. Wants windows of 2 s and more. */
    TAIL {
        @Override
        public List<WorkloadPlan> workloads() {
            return List.of(job("randread-4k-qd32", "randread", "4k", 32, 1, Metric.P99_9));
        }
    },
    /** Twelve cells: small random reads and writes, big sequential ones, latency. */
    BLOCKING {
        @Override
        public List<WorkloadPlan> workloads() {
            List<WorkloadPlan> all = new ArrayList<>();
            for (String rw : List.of("randread", "randwrite")) {
                for (int depth : List.of(1, 32)) {
                    for (int jobs : List.of(1, 4)) {
                        boolean latency = rw.equals("randread") && jobs == 1;
                        String name = rw + "-4k-qd" + depth + "-j" + jobs;
                        all.add(latency ? job(name, rw, "4k", depth, jobs, Metric.IOPS, depth == 1 ? Metric.P50 : Metric.P99)
                                : job(name, rw, "4k", depth, jobs));
                    }
                }
            }
            all.add(job("read-128k-qd8", "read", "128k", 8, 1));
            all.add(job("write-128k-qd8", "write", "128k", 8, 1));
            return all;
        }
    },
    /**
     * The matrix by which the kernel's Rust null driver is measured: 120 cells, random reads and writes, 4k to 16m, depth 1 to 128, 1 to
     * 6 jobs. Its method: memory-backed 4 GiB, logical block 4k, ramp 10 s, run 30 s, no latencies ({@code gtod_reduce}).
     */
    RNULL {
        @Override
        public List<WorkloadPlan> workloads() {
            return matrix(List.of("4k", "32k", "256k", "1m", "16m"), List.of(1, 8, 32, 128), List.of(1, 2, 6));
        }
    },
    /** Eight cells of that matrix. */
    RNULL_REDUCED {
        @Override
        public List<WorkloadPlan> workloads() {
            return matrix(List.of("4k", "256k"), List.of(1, 32), List.of(1));
        }
    };

    /** Its jobs. */
    public abstract List<WorkloadPlan> workloads();

    private static List<WorkloadPlan> matrix(List<String> sizes, List<Integer> depths, List<Integer> jobs) {
        List<WorkloadPlan> all = new ArrayList<>();
        for (String rw : List.of("randread", "randwrite")) {
            for (String size : sizes) {
                for (int depth : depths) {
                    for (int copies : jobs) {
                        WorkloadPlan plain = job(rw + "-" + size + "-qd" + depth + "-j" + copies, rw, size, depth, copies);
                        Map<String, String> options = new LinkedHashMap<>(plain.options());
                        options.put("random_generator", "lfsr");
                        options.put("gtod_reduce", "1");
                        options.put("cpus_allowed_policy", "split");
                        all.add(new WorkloadPlan(plain.name(), rw, size, options, plain.metrics()));
                    }
                }
            }
        }
        return all;
    }

    private static WorkloadPlan job(String name, String rw, String blockSize, int depth, int jobs, Metric... metrics) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("iodepth", Integer.toString(depth));
        options.put("numjobs", Integer.toString(jobs));
        options.put("norandommap", "1");
        options.put("randrepeat", "0");
        options.put("disk_util", "0");
        options.put("fixedbufs", "1");
        options.put("registerfiles", "1");
        options.put("nonvectored", "1");
        return new WorkloadPlan(name, rw, blockSize, options, metrics.length == 0 ? List.of(Metric.IOPS) : List.of(metrics));
    }
}
