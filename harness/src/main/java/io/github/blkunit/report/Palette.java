package io.github.blkunit.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.AbstractRenderer;
import org.jfree.chart.text.TextUtils;

/**
 * The plots' colours. The page's style sheet knows each by name: {@link #themed} turns the drawn values into references to it, so that one plot
 * serves light, dark and paper.
 */
final class Palette {
    static final Color INK = new Color(17, 17, 18);
    static final Color GRID = new Color(200, 200, 201);
    static final Color MARGIN = new Color(204, 51, 17);
    private static final Color[] SERIES = {new Color(0, 119, 187), new Color(238, 119, 51), new Color(0, 153, 136), new Color(170,
            51,
            119), new Color(102, 102, 103), new Color(187, 170, 0), new Color(51, 34, 136), new Color(136, 204, 238)};
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 12);

    private Palette() {}

    static JFreeChart apply(JFreeChart chart) {
        TextUtils.setUseDrawRotatedStringWorkaround(false); // it draws letters as shapes, which nobody can search or copy
        chart.setBackgroundPaint(null);
        chart.setBorderVisible(false);
        chart.setAntiAlias(true);
        if (chart.getTitle() != null) {
            chart.getTitle().setPaint(INK);
            chart.getTitle().setFont(TITLE);
        }
        if (chart.getLegend() != null) {
            chart.getLegend().setBackgroundPaint(null);
            chart.getLegend().setItemPaint(INK);
            chart.getLegend().setItemFont(TEXT);
            chart.getLegend().setFrame(org.jfree.chart.block.BlockBorder.NONE);
        }
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(null);
        plot.setOutlinePaint(GRID);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        axis(plot.getDomainAxis());
        axis(plot.getRangeAxis());
        if (plot.getRenderer() instanceof AbstractRenderer renderer) {
            for (int i = 0; i < SERIES.length; i++) {
                renderer.setSeriesPaint(i, SERIES[i]);
                renderer.setSeriesStroke(i, new BasicStroke(1.5f));
            }
        }
        return chart;
    }

    private static void axis(ValueAxis axis) {
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(INK);
        axis.setTickMarkPaint(INK);
        axis.setLabelFont(TEXT);
        axis.setTickLabelFont(TEXT);
    }

    /** Colours by the style sheet's names. */
    static String themed(String svg) {
        return replace(replace(replace(svg, INK, "var(--ink)"), GRID, "var(--grid)"), MARGIN, "var(--bad)");
    }

    private static String replace(String svg, Color color, String name) {
        String rgb = color.getRed() + "," + color.getGreen() + "," + color.getBlue();
        String hex = String.format("#%02x%02x%02x", color.getRed(), color.getGreen(), color.getBlue());
        return svg.replace("rgb(" + rgb + ")", name).replace("rgb(" + rgb.replace(",", ", ") + ")", name).replace(hex, name);
    }
}
