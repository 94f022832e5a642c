package io.github.blkunit.cli;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.run.Budget;
import io.github.blkunit.perf.run.PerfPlan;
import io.github.blkunit.perf.run.MachineOpener;
import io.github.blkunit.perf.run.PerfRun;
import io.github.blkunit.perf.stat.BootNoise;
import io.github.blkunit.report.Overview;
import io.github.blkunit.report.Reports;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Machines;
import io.github.blkunit.vm.VmSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** A run from plan to reports to exit status, with what people read meanwhile. */
record PerfSession(PerfOptions options, VmSettings settings, PrintWriter out) {
    private static final int SLOWER = 1;
    private static final int INCONCLUSIVE = 2;
    private static final int NO_VERDICT = 3;
    private static final double QUIET = 0.02;
    private static final double LOUD = 0.05;

    int run(PerfPlan plan) throws MachineFault, InterruptedException, IOException {
        announce(plan);
        if (options.dryRun()) { return 0; }
        Path folder = options.out().toAbsolutePath().normalize();
        RunArchive archive = new RunArchive(options.archive());
        RunDocument run = new PerfRun(MachineOpener.of(new Machines(settings)), folder, archive, this::say).execute(plan);
        archive.add(run);
        Reports.write(run, archive.runs(), folder);
        say(Reports.text(run));
        say("report: " + folder.resolve("report.html"));
        if (folder.endsWith("blkunit/perf") && folder.getNameCount() > 2) {
            say("all in one page: " + Overview.write(folder.resolve("../..")));
        }
        return status(run);
    }

    private int status(RunDocument run) {
        return switch (run.verdict()) {
            case "FAIL" -> run.blocks() ? SLOWER : 0;
            case "INCONCLUSIVE" -> options.strict() ? INCONCLUSIVE : 0;
            case "NONE" -> NO_VERDICT;
            default -> 0;
        };
    }

    private void announce(PerfPlan plan) {
        say(plan.title());
        say(String.format(ROOT, "%d cells, %d pairs a boot, looks after %s boots, at most about %s", plan.cells(), plan.pairs(),
                plan
                        .rules().looks(), Budget.text(Budget.EMULATED.atMost(plan))));
        Metric metric = plan.workloads().getFirst().metrics().getFirst();
        say(String.format(ROOT,
                "finds with 80 %% a slow-down of one cell by %.1f %% if a pair scatters by 2 %%, by %.1f %% if by 5 %%",
                100 * Budget.detectable(plan.claim(metric), plan.rules(), plan.cells(), plan.pairs(), QUIET, BootNoise.ASSUMED),
                100 * Budget.detectable(plan.claim(metric), plan.rules(), plan.cells(), plan.pairs(), LOUD, BootNoise.ASSUMED)));
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
