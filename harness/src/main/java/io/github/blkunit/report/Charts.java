package io.github.blkunit.report;

import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Cell;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The plots. Shapes differ as well as colours: they are read on paper, too. */
final class Charts {
    private static final BasicStroke DASHED = new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {4,
            4}, 0);
    private static final double MICRO = 1000;

    private Charts() {}

    /** Each cell's ratio with its 95 % interval; lines at 1 and at the margin. */
    static JFreeChart ratios(RunDocument run) {
        List<Cell> cells = run.cells().reversed();
        XYIntervalSeries series = new XYIntervalSeries("ratio");
        for (int row = 0; row < cells.size(); row++) {
            var decision = cells.get(row).decision();
            series.add(decision.ratio(), decision.lower95(), decision.upper95(), row, row, row);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        NumberAxis ratio = new NumberAxis("speed of the candidate, reference = 1");
        ratio.setAutoRangeIncludesZero(false);
        SymbolAxis names = new SymbolAxis("", cells.stream().map(Cell::name).toArray(String[]::new));
        names.setRange(-0.6, cells.size() - 0.4);
        names.setGridBandsVisible(false);
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        XYPlot plot = new XYPlot(data, ratio, names, renderer);
        marker(plot, 1, Palette.INK, new BasicStroke(1));
        cells.stream().map(Cell::decision).filter(decision -> decision.lower95() > 0).forEach(decision -> {
            show(ratio, decision.lower95());
            show(ratio, decision.upper95());
        });
        show(ratio, 1);
        run.cells().stream().mapToDouble(Cell::passAbove).distinct().forEach(bound -> {
            marker(plot, Math.exp(bound), Palette.MARGIN, DASHED);
            show(ratio, Math.exp(bound));
        });
        return Palette.apply(new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false));
    }

    /** Widens the axis if it does not reach so far. */
    private static void show(NumberAxis axis, double value) {
        Range range = axis.getRange();
        double room = 0.04 * range.getLength(); // half a number's width: it is cut off otherwise
        axis.setRange(new Range(Math.min(range.getLowerBound(), value - room), Math.max(range.getUpperBound(), value + room)));
    }

    private static void marker(XYPlot plot, double at, Color color, BasicStroke stroke) {
        plot.addDomainMarker(new ValueMarker(at, color, stroke));
    }

    /** Percentiles of completion latency of both sides: the median window. Empty without latencies. */
    static List<JFreeChart> latencies(RunDocument run) {
        List<JFreeChart> charts = new ArrayList<>();
        run.cells().stream().map(Cell::workload).distinct().forEach(workload -> {
            Cell cell = run.cells().stream().filter(each -> each.workload().equals(workload)).findFirst().orElseThrow();
            TreeMap<Double, Integer> places = new TreeMap<>();
            windows(cell).forEach(window -> window.latencyNanos().forEach((percent, nanos) -> {
                if (nanos > 0 && isShown(Double.parseDouble(percent))) { places.put(Double.valueOf(percent), 0); }
            }));
            if (!places.isEmpty()) { charts.add(latency(run, cell, new ArrayList<>(places.keySet()))); }
        });
        return charts;
    }

    /** The median and the tail: more labels than these do not fit. */
    private static boolean isShown(double percent) {
        return percent == 50 || percent >= 90;
    }

    private static JFreeChart latency(RunDocument run, Cell cell, List<Double> percents) {
        XYSeriesCollection data = new XYSeriesCollection();
        for (boolean candidate : new boolean[] {true, false}) {
            XYSeries series = new XYSeries((candidate ? "A: " : "B: ") + (candidate ? run.candidate() : run.reference()).label());
            for (int i = 0; i < percents.size(); i++) {
                String key = Double.toString(percents.get(i));
                double[] values = windows(cell).stream().filter(window -> window.candidate() == candidate).mapToDouble(
                        window -> window
                                .latencyNanos().getOrDefault(key, 0L)).filter(nanos -> nanos > 0).toArray();
                if (values.length > 0) { series.add(i, Median.withDefaults().evaluate(values) / MICRO); }
            }
            data.addSeries(series);
        }
        SymbolAxis axis = new SymbolAxis("percentile", percents.stream().map(percent -> "p" + (percent == Math.rint(percent)
                ? Integer.toString(percent.intValue()) : percent.toString())).toArray(String[]::new));
        axis.setRange(-0.3, percents.size() - 0.7);
        axis.setGridBandsVisible(false);
        NumberAxis micros = micros(data);
        return Palette.apply(new JFreeChart(cell.workload(), JFreeChart.DEFAULT_TITLE_FONT, new XYPlot(data, axis, micros,
                new XYLineAndShapeRenderer(true, true)), true));
    }

    /** Logarithmic if there is a power of ten to label. */
    static NumberAxis micros(XYSeriesCollection data) {
        Range values = data.getRangeBounds(false);
        String label = "completion latency, µs";
        if (values == null || values.getUpperBound() < 10 * values.getLowerBound()) {
            NumberAxis linear = new NumberAxis(label);
            linear.setAutoRangeIncludesZero(false);
            linear.setNumberFormatOverride(number());
            return linear;
        }
        LogarithmicAxis micros = new LogarithmicAxis(label); // LogAxis draws its labels as shapes
        micros.setNumberFormatOverride(number());
        micros.setAutoRangeNextLogFlag(false);
        micros.setExpTickLabelsFlag(false);
        micros.setLog10TickLabelsFlag(false);
        return micros;
    }

    private static java.text.DecimalFormat number() {
        return new java.text.DecimalFormat("#,##0.#", java.text.DecimalFormatSymbols.getInstance(java.util.Locale.ROOT));
    }

    private static List<RunDocument.Window> windows(Cell cell) {
        return cell.boots().stream().flatMap(boot -> boot.pairs().stream()).flatMap(pair -> pair.windows().stream()).toList();
    }

    /** Ratios of all pairs of a cell, boot beside boot. */
    static JFreeChart pairs(Cell cell) {
        XYSeriesCollection data = new XYSeriesCollection();
        int at = 1;
        for (RunDocument.Boot boot : cell.boots()) {
            XYSeries series = new XYSeries("boot " + boot.boot());
            for (RunDocument.Pair pair : boot.pairs()) { series.add(at++, Math.exp(pair.logRatio())); }
            data.addSeries(series);
        }
        NumberAxis number = new NumberAxis("pair");
        number.setTickUnit(new NumberTickUnit(Math.max(1, at / 12)));
        number.setRange(0.5, Math.max(1, at - 1) + 0.5);
        NumberAxis ratio = new NumberAxis("ratio");
        ratio.setAutoRangeIncludesZero(false);
        return Palette.apply(new JFreeChart(cell.name(), JFreeChart.DEFAULT_TITLE_FONT, new XYPlot(data, number, ratio,
                new XYLineAndShapeRenderer(true, true)), true));
    }

    /** A cell's ratio run by run; vertical lines where its level changed. */
    static JFreeChart trend(Trend trend) {
        XYIntervalSeries series = new XYIntervalSeries("ratio");
        for (int i = 0; i < trend.points().size(); i++) {
            var point = trend.points().get(i);
            series.add(i, i, i, point.ratio(), point.lower(), point.upper());
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        SymbolAxis commits = new SymbolAxis("", trend.points().stream().map(Trend.Point::label).toArray(String[]::new));
        commits.setVerticalTickLabels(true);
        commits.setRange(-0.5, trend.points().size() - 0.5);
        commits.setGridBandsVisible(false);
        NumberAxis ratio = new NumberAxis("speed, reference = 1");
        ratio.setAutoRangeIncludesZero(false);
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDefaultLinesVisible(true);
        XYPlot plot = new XYPlot(data, commits, ratio, renderer);
        for (int change : trend.changes()) { marker(plot, change - 0.5, Palette.MARGIN, DASHED); }
        return Palette.apply(new JFreeChart(trend.cell(), JFreeChart.DEFAULT_TITLE_FONT, plot, false));
    }
}
