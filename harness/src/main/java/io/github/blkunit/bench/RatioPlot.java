package io.github.blkunit.bench;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Each cell's ratio with its interval, and a line where both servers are equally fast. The axis is logarithmic: twice and half as fast are equally far from it. */
final class RatioPlot {
    private static final int WIDTH = 900;
    private static final int ROW = 22;
    private static final int FRAME = 90;
    private static final double MARGIN = 1.02;

    private RatioPlot() {}

    static String svg(List<CellResult> results) throws IOException {
        int height = FRAME + ROW * results.size();
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart(results.reversed()).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(WIDTH, height)).writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JFreeChart chart(List<CellResult> rows) {
        XYIntervalSeries series = new XYIntervalSeries("ratio");
        for (int row = 0; row < rows.size(); row++) {
            CellResult result = rows.get(row);
            series.add(result.ratio(), result.lower(), result.upper(), row, row, row);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        LogarithmicAxis ratio = axis(rows);
        SymbolAxis names = new SymbolAxis("", rows.stream().map(result -> result.cell().toString()).toArray(String[]::new));
        names.setRange(-0.6, rows.size() - 0.4);
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        XYPlot plot = new XYPlot(data, ratio, names, renderer);
        plot.addDomainMarker(new ValueMarker(1, Color.DARK_GRAY, new java.awt.BasicStroke(1)));
        return new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
    }

    /** Of the two logarithmic axes that JFreeChart has the one whose labels are plain text: the other one's get lost in SVG. */
    private static LogarithmicAxis axis(List<CellResult> rows) {
        double lowest = rows.stream().mapToDouble(CellResult::lower).min().orElse(1);
        double highest = rows.stream().mapToDouble(CellResult::upper).max().orElse(1);
        LogarithmicAxis axis = new LogarithmicAxis("requests per second, the kernel's server = 1");
        axis.setRange(Math.min(lowest, 1) / MARGIN, Math.max(highest, 1) * MARGIN);
        axis.setNumberFormatOverride(new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return axis;
    }
}
