package io.github.blkunit.perf.engine;

import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Cell;
import io.github.blkunit.perf.run.PerfPlan;
import io.github.blkunit.perf.run.MachineOpener;
import io.github.blkunit.perf.run.PerfRun;
import io.github.blkunit.report.Explanation;
import io.github.blkunit.report.Reports;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Machines;
import io.github.blkunit.vm.VmSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.opentest4j.TestAbortedException;

/** One class: all its workloads are measured together, in the same boots; then each gets its verdict. */
final class GateExecution {
    private final GateClass type;
    private final ExecutionRequest request;
    private final EngineExecutionListener listener;

    GateExecution(GateClass type, ExecutionRequest request) {
        this.type = type;
        this.request = request;
        this.listener = request.getEngineExecutionListener();
    }

    /** Returns whether it was interrupted. */
    boolean execute() {
        listener.executionStarted(type);
        type.workloads().forEach(listener::executionStarted);
        try {
            var parameters = request.getConfigurationParameters();
            Path folder = Path.of(parameters.get("blkunit.artefacts").orElse("target/blkunit")).toAbsolutePath().resolve(type
                    .type()
                    .getName()).resolve("perf");
            RunDocument run = measure(new Machines(VmSettings.from(parameters::get)), folder);
            Path page = folder.resolve("report.html");
            listener.fileEntryPublished(type, FileEntry.from(page, "text/html"));
            for (WorkloadTest test : type.workloads()) { verdict(test, run, page); }
            listener.executionFinished(type, TestExecutionResult.successful());
            return false;
        } catch (InterruptedException e) {
            finishAll(TestExecutionResult.aborted(new TestAbortedException("interrupted", e)));
            return true;
        } catch (MachineFault | IOException | RuntimeException | Error e) {
            finishAll(TestExecutionResult.failed(e));
            return false;
        }
    }

    private RunDocument measure(Machines machines, Path folder) throws MachineFault, IOException, InterruptedException {
        GatePlan gate = new GatePlan(type.type(), folder);
        PerfPlan plan = gate.plan(type.workloads().stream().map(WorkloadTest::workload).toList());
        RunArchive archive = new RunArchive(gate.archive());
        RunDocument run = new PerfRun(MachineOpener.of(machines), folder, archive, line -> System.out.println("blkunit: " + line))
                .execute(plan);
        Reports.write(run, archive.runs(), folder);
        return run;
    }

    private void verdict(WorkloadTest test, RunDocument run, Path page) {
        List<Cell> cells = run.cells().stream().filter(cell -> cell.workload().equals(test.workload())).toList();
        StringBuilder facts = new StringBuilder();
        for (Cell cell : cells) {
            facts.append(Explanation.of(cell));
            var decision = cell.decision();
            listener.reportingEntryPublished(test, ReportEntry.from(Map.of("blkunit.perf.cell", cell.name(),
                    "blkunit.perf.verdict",
                    decision.verdict(), "blkunit.perf.ratio", Double.toString(decision.ratio()), "blkunit.perf.lower95", Double
                            .toString(decision.lower95()),
                    "blkunit.perf.upper95", Double.toString(decision.upper95()))));
        }
        listener.executionFinished(test, result(cells.stream().map(cell -> cell.decision().verdict()).toList(), run, facts
                + "  report     " + page));
    }

    private static TestExecutionResult result(List<String> verdicts, RunDocument run, String facts) {
        if (run.verdict().equals("NONE")) {
            return TestExecutionResult.aborted(new TestAbortedException("no verdict: " + String.join("; ", run.notes()) + "\n"
                    + facts));
        }
        if (verdicts.contains("FAIL")) {
            return run.blocks() ? TestExecutionResult.failed(new AssertionError("slower than allowed\n" + facts))
                    : TestExecutionResult.aborted(new TestAbortedException("slower than allowed, but " + run.trust() + "\n"
                            + facts));
        }
        if (verdicts.contains("INCONCLUSIVE")) {
            return TestExecutionResult.aborted(new TestAbortedException("inconclusive\n" + facts));
        }
        return TestExecutionResult.successful();
    }

    private void finishAll(TestExecutionResult result) {
        type.workloads().forEach(test -> listener.executionFinished(test, result));
        listener.executionFinished(type, TestExecutionResult.successful());
    }
}
