package io.github.blkunit.report;

import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.stat.ChangePoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cell's ratios over the runs of one title's driver and reference, oldest first: each against its reference measured beside it, so that
 * machines and kernels may change meanwhile.
 *
 * @param cell the cell's name
 * @param points one per run
 * @param changes indexes of points where a new level starts
 */
public record Trend(String cell, List<Point> points, List<Integer> changes) {
    private static final long SEED = 1;

    public Trend {
        points = List.copyOf(points);
        changes = List.copyOf(changes);
    }

    /**
     * One run.
     *
     * @param label the candidate's commit, or the run's date
     * @param ratio of speed
     * @param lower end of its 95 % interval
     * @param upper end of its 95 % interval
     */
    public record Point(String label, double ratio, double lower, double upper) {}

    /** Of every cell that has two runs or more against the same driver. A/A runs and runs without verdict are left out. */
    public static List<Trend> of(List<RunDocument> runs) {
        Map<String, List<Point>> series = new LinkedHashMap<>();
        for (RunDocument run : runs) {
            if (run.kind() == Kind.AA || run.verdict().equals("NONE")) { continue; }
            String label = run.candidate().commit().isEmpty() ? run.id().substring(0, Math.min(13, run.id().length()))
                    : run.candidate().commit().substring(0, Math.min(10, run.candidate().commit().length()));
            for (RunDocument.Cell cell : run.cells()) {
                String name = cell.name() + ", " + simple(run.candidate().driver()) + " to " + simple(run.reference().driver());
                series.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Point(label, cell.decision().ratio(), cell.decision()
                        .lower95(), cell.decision().upper95()));
            }
        }
        List<Trend> trends = new ArrayList<>();
        series.forEach((name, points) -> {
            if (points.size() > 1) {
                double[] logs = points.stream().mapToDouble(point -> Math.log(point.ratio())).toArray();
                trends.add(new Trend(name, points, ChangePoints.of(logs, SEED)));
            }
        });
        return trends;
    }

    private static String simple(String className) { return className.substring(className.lastIndexOf('.') + 1); }
}
