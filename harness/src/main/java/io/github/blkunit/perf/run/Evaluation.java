package io.github.blkunit.perf.run;

import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Environment;
import io.github.blkunit.perf.gate.Calibration;
import io.github.blkunit.perf.gate.CellData;
import io.github.blkunit.perf.gate.Trust;
import io.github.blkunit.perf.guest.BootEvent;
import io.github.blkunit.perf.stat.PairedSample;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * From windows to log ratios: a pair's datum is the mean log of the candidate's windows less that of the reference's.
 *
 * @param plan what was planned
 * @param known earlier runs
 */
record Evaluation(PerfPlan plan, List<RunDocument> known) {

    /** Cells' names: the workload, with the metric unless it is IOPS. */
    static String cellName(String workload, Metric metric) {
        return metric == Metric.IOPS ? workload : workload + " " + metric;
    }

    List<CellData> cells(List<BootData> boots) {
        List<RunDocument> calibration = RunArchive.calibration(known, environment(boots));
        List<CellData> cells = new ArrayList<>();
        for (var workload : plan.workloads()) {
            for (Metric metric : workload.metrics()) {
                String name = cellName(workload.name(), metric);
                List<double[]> values = new ArrayList<>();
                for (BootData boot : boots) {
                    values.add(boot.validPairs().stream().mapToDouble(pair -> logRatio(boot.windows(pair, workload.name()),
                            metric)).toArray());
                }
                cells.add(new CellData(name, plan.weight(), plan.claim(metric), PairedSample.of(values), Calibration.of(RunArchive
                        .samples(calibration, name))));
            }
        }
        return cells;
    }

    static double logRatio(List<BootEvent.Window> windows, Metric metric) {
        return metric.logRatio(Math.exp(meanLog(windows, metric, true)), Math.exp(meanLog(windows, metric, false)));
    }

    private static double meanLog(List<BootEvent.Window> windows, Metric metric, boolean candidate) {
        return windows.stream().filter(window -> window.candidate() == candidate).mapToDouble(window -> Math.log(value(window,
                metric))).average().orElseThrow(() -> new IllegalStateException("a valid pair has windows of both sides"));
    }

    static double value(BootEvent.Window window, Metric metric) {
        Double value = window.values().get(metric.name());
        if (value == null) { throw new IllegalStateException("the window has no " + metric + ": " + window.workload()); }
        return value;
    }

    Trust trust(Environment environment) {
        List<RunDocument> calibration = RunArchive.calibration(known, environment);
        int alarms = (int) calibration.stream().filter(run -> run.verdict().equals("FAIL")).count();
        return new Trust(calibration.size(), alarms, plan.rules().alpha());
    }

    static Environment environment(List<BootData> boots) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown"; // only keeps noise of different hosts apart
        }
        String here = host;
        return boots.stream().flatMap(boot -> boot.started().stream()).findFirst().map(first -> new Environment(first.kernel(),
                first.accelerator(), first.fio(), first.java(), first.cpus(), first.cpuModel(), here)).orElse(new Environment(
                        "unknown", "unknown", "unknown", "unknown", 0, "unknown", here));
    }
}
