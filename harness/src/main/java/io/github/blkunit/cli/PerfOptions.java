package io.github.blkunit.cli;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.gate.GateRules;
import io.github.blkunit.perf.gate.Weight;
import io.github.blkunit.perf.guest.BootPlan.WorkloadPlan;
import io.github.blkunit.perf.run.Budget;
import io.github.blkunit.perf.run.PerfPlan;
import io.github.blkunit.perf.run.Side;
import io.github.blkunit.perf.run.WorkloadSets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about what is measured, how long, and where the results go. */
final class PerfOptions {
    @Option(names = "--set", paramLabel = "NAME", defaultValue = "REDUCED",
            description = "workloads: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private WorkloadSets set = WorkloadSets.REDUCED;
    @Option(names = "--only", paramLabel = "NAMES", split = ",", description = "only these workloads of the set")
    private List<String> only = List.of();
    @Option(names = "--by", paramLabel = "SHARE", description = "slow-down that is agreed to, e.g. 0.05; default by metric")
    private @Nullable Double by;
    @Option(names = "--boots", paramLabel = "N", defaultValue = "4",
            description = "most boots, at least 3; default ${DEFAULT-VALUE}")
    private int boots = 4;
    @Option(names = "--pairs", paramLabel = "N", defaultValue = "6", description = "pairs per boot; default ${DEFAULT-VALUE}")
    private int pairs = 6;
    @Option(names = "--budget", paramLabel = "MINUTES", description = "time to stay within, instead of --pairs")
    private @Nullable Integer budget;
    @Option(names = "--windows", paramLabel = "N", defaultValue = "2",
            description = "windows of each side in a pair, 1 or 2; default ${DEFAULT-VALUE}")
    private int windows = 2;
    @Option(names = "--ramp", paramLabel = "MS", description = "before figures count, of each window; default 500, rnull 10000")
    private @Nullable Integer ramp;
    @Option(names = "--window", paramLabel = "MS", description = "time that counts, of each window; default 1500, rnull 30000")
    private @Nullable Integer window;
    @Option(names = "--most-steal", paramLabel = "SHARE", defaultValue = "0.02",
            description = "CPU time that the host may take away in a window before the pair is repeated; default ${DEFAULT-VALUE}")
    private double mostSteal = 0.02;
    @Option(names = "--queues", paramLabel = "N", defaultValue = "1", description = "hardware queues; default ${DEFAULT-VALUE}")
    private int queues = 1;
    @Option(names = "--depth", paramLabel = "N", defaultValue = "128", description = "tags per queue; default ${DEFAULT-VALUE}")
    private int depth = 128;
    @Option(names = "--size", paramLabel = "SIZE", defaultValue = "1G", description = "capacity; default ${DEFAULT-VALUE}")
    private String size = "1G";
    @Option(names = "--logical-block-size", paramLabel = "BYTES", defaultValue = "512", description = "default ${DEFAULT-VALUE}")
    private int logicalBlockSize = 512;
    @Option(names = "--advisory", description = "report, never fail")
    private boolean advisory;
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "of orders and requests; default ${DEFAULT-VALUE}")
    private long seed = 1;
    @Option(names = "--archive", paramLabel = "DIR", defaultValue = "perf-archive",
            description = "earlier runs: A/A runs there calibrate the gate; this run is added; default ${DEFAULT-VALUE}")
    private Path archive = Path.of("perf-archive");
    @Option(names = "--out", paramLabel = "DIR", defaultValue = "target/blkunit/perf",
            description = "report and raw figures; default ${DEFAULT-VALUE}")
    private Path out = Path.of("target/blkunit/perf");
    @Option(names = "--strict", description = "exit status 2 if inconclusive")
    private boolean strict;
    @Option(names = "--dry-run", description = "print what the plan costs and can find, and stop")
    private boolean dryRun;

    Path archive() { return archive; }

    Path out() { return out; }

    boolean strict() { return strict; }

    boolean dryRun() { return dryRun; }

    PerfPlan plan(String title, Kind kind, Side candidate, Side reference) {
        boolean rnull = set == WorkloadSets.RNULL;
        Weight weight = advisory || rnull || set == WorkloadSets.RNULL_REDUCED ? Weight.ADVISORY : Weight.BLOCKING;
        PerfPlan plan = new PerfPlan(title, kind, candidate, reference, new DeviceConfiguration(queues, depth, ByteSize.parse(
                size), logicalBlockSize), workloads(), "", weight, by == null ? OptionalDouble.empty()
                        : OptionalDouble.of(by),
                GateRules.STANDARD.withBoots(boots), pairs, windows, Duration.ofMillis(ramp != null ? ramp : rnull ? 10_000
                        : 500),
                Duration.ofMillis(window != null ? window : rnull ? 30_000 : 1500), mostSteal, seed);
        return budget == null ? plan : Budget.EMULATED.fit(plan, Duration.ofMinutes(budget));
    }

    private List<WorkloadPlan> workloads() {
        List<WorkloadPlan> all = set.workloads();
        List<String> names = all.stream().map(WorkloadPlan::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("no such workload in the set: --only=" + name + ", --set=" + set + ", it has "
                        + String.join(", ", names));
            }
        }
        return only.isEmpty() ? all : all.stream().filter(workload -> only.contains(workload.name())).toList();
    }
}
