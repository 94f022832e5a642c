package io.github.blkunit.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jfree.chart.JFreeChart;

/** A chart as an SVG element for a page. */
final class Svg {
    private Svg() {}

    static String of(JFreeChart chart, int width, int height, String description) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(width, height)).writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("the plot cannot be written: " + description, e);
        }
        String document = bytes.toString(StandardCharsets.UTF_8);
        int start = document.indexOf("<svg");
        if (start < 0) { throw new IllegalStateException("the plot has no svg element: " + description); }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"" + Html.escape(description) + "\" width=\""
                + width + "\" viewBox=\"" + attribute(document, start, "viewBox") + "\">" + Palette.themed(document.substring(
                        document.indexOf('>', start) + 1));
    }

    private static String attribute(String document, int element, String name) {
        int at = document.indexOf(name + "=\"", element) + name.length() + 2;
        return document.substring(at, document.indexOf('"', at));
    }
}
