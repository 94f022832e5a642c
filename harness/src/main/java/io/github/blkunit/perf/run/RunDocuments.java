package io.github.blkunit.perf.run;

import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Cell;
import io.github.blkunit.perf.archive.RunDocument.Decision;
import io.github.blkunit.perf.archive.RunDocument.Environment;
import io.github.blkunit.perf.archive.RunDocument.Pair;
import io.github.blkunit.perf.gate.CellDecision;
import io.github.blkunit.perf.gate.Claim;
import io.github.blkunit.perf.gate.GateDecision;
import io.github.blkunit.perf.gate.Trust;
import io.github.blkunit.perf.gate.Weight;
import io.github.blkunit.perf.guest.BootEvent;
import io.github.blkunit.perf.stat.TwoStageBootstrap;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what a run did. */
record RunDocuments(PerfPlan plan, Evaluation evaluation) {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String EMULATED = "tcg";
    /** Percent of one CPU. */
    private static final double SATURATED = 95;
    private static final Decision UNDECIDED = new Decision("NONE", false, 1, 0, 0, 0, 0, 1, 0, 0, "", 1, 0, List.of());

    /**
     * The document.
     *
     * @param decision of the last look; empty if the figures allow no verdict, which {@code trouble} then explains
     * @param busy what the host did meanwhile
     */
    RunDocument of(Instant started, List<BootData> boots, Optional<GateDecision> decision, String trouble, Optional<
            String> busy) {
        Environment environment = Evaluation.environment(boots);
        Trust trust = evaluation.trust(environment);
        List<Cell> cells = new ArrayList<>();
        for (var workload : plan.workloads()) {
            for (Metric metric : workload.metrics()) { cells.add(cell(workload.name(), metric, boots, decision)); }
        }
        List<String> notes = new ArrayList<>();
        if (!trouble.isEmpty()) { notes.add("no verdict: " + trouble); }
        for (BootData boot : boots) { boot.finished().ifPresent(end -> notes.addAll(end.problems())); }
        busy.filter(_ -> !environment.accelerator().equals(EMULATED)).ifPresent(notes::add); // a clock that counts instructions does not care
        saturated(boots).ifPresent(notes::add);
        boolean blocks = !trust.isBroken() && plan.weight() == Weight.BLOCKING;
        return new RunDocument(RunDocument.FORMAT, ID.format(started) + "-" + Long.toHexString(plan.seed() & 0xffff), started
                .toString(), plan.kind(), plan.title(), environment, side(plan.candidate()), side(plan.reference()), method(
                        environment),
                cells, decision.map(look -> look.verdict().name()).orElse("NONE"), blocks, trust.text(), notes);
    }

    /** A load that fio itself cannot make faster hides what the driver could do. */
    private static Optional<String> saturated(List<BootData> boots) {
        List<String> workloads = boots.stream().flatMap(boot -> boot.allWindows().stream()).filter(window -> window
                .busyPercent() >= SATURATED).map(BootEvent.Window::workload).distinct().toList();
        return workloads.isEmpty() ? Optional.empty() : Optional.of("fio's own CPU was the limit in some windows of " + String
                .join(
                        ", ", workloads) + ": differences of the drivers may be larger than shown");
    }

    private static RunDocument.Side side(Side side) {
        return new RunDocument.Side(side.label(), side.driver(), side.commit(), side.javaOptions());
    }

    private Map<String, String> method(Environment environment) {
        Map<String, String> method = new LinkedHashMap<>();
        method.put("looks after boots", plan.rules().looks().toString());
        method.put("pairs per boot", Integer.toString(plan.pairs()));
        method.put("windows of each side in a pair", Integer.toString(plan.windowsPerSide()));
        method.put("window", "ramp " + plan.ramp().toMillis() + " ms, run " + plan.window().toMillis() + " ms");
        method.put("false alarms", 100 * plan.rules().alpha() + " % per run, all blocking cells and looks together");
        method.put("guest's clock", environment.accelerator().equals(EMULATED) ? "counts instructions, 4 ns each" : "the host's");
        var device = plan.device();
        method.put("device", device.queues() + " queues of " + device.depth() + " requests, " + device.size()
                + ", logical blocks of "
                + device.logicalBlockSize() + " bytes");
        method.put("seed", Long.toString(plan.seed()));
        return method;
    }

    private Cell cell(String workload, Metric metric, List<BootData> boots, Optional<GateDecision> decision) {
        String name = Evaluation.cellName(workload, metric);
        Claim claim = plan.claim(metric);
        List<RunDocument.Boot> records = new ArrayList<>();
        for (BootData boot : boots) {
            List<Pair> pairs = boot.validPairs().stream().map(pair -> pair(boot, pair, workload, metric)).toList();
            if (!pairs.isEmpty()) { records.add(new RunDocument.Boot(boots.indexOf(boot) + 1, pairs)); }
        }
        Decision verdict = decision.flatMap(look -> look.cells().stream().filter(each -> each.data().cell().equals(name))
                .findFirst()).map(this::decision).orElse(UNDECIDED);
        return new Cell(name, workload, metric.name(), metric.unit(), plan.weight().name(), claim.text(), claim.failBelow(), claim
                .failAt(), claim.passAbove(), records, verdict);
    }

    private static Pair pair(BootData boot, BootEvent.PairEnd pair, String workload, Metric metric) {
        List<BootEvent.Window> windows = boot.windows(pair, workload);
        StringBuilder order = new StringBuilder();
        List<RunDocument.Window> records = new ArrayList<>();
        for (BootEvent.Window window : windows) {
            order.append(window.candidate() ? 'A' : 'B');
            records.add(new RunDocument.Window(window.candidate(), Evaluation.value(window, metric), window.requests(), window
                    .busyPercent(), window.steal(), window.latencyNanos(), boot.source(window)));
        }
        return new Pair(pair.pair(), order.toString(), Evaluation.logRatio(windows, metric), records);
    }

    private Decision decision(CellDecision cell) {
        var estimate = cell.estimate();
        TwoStageBootstrap bootstrap = TwoStageBootstrap.of(cell.data().sample(), 0.95, plan.seed());
        return new Decision(cell.verdict().name(), cell.improved(), Math.exp(estimate.mean()), Math.exp(estimate.lower(0.975)),
                Math
                        .exp(estimate.upper(0.975)), Math.exp(bootstrap.lower()), Math.exp(bootstrap.upper()), Math.exp(cell
                                .robust()),
                estimate.pairDeviation(), estimate.noise().deviation(), estimate.noise().origin(), cell.probability(), cell
                        .level(), cell.notes());
    }
}
