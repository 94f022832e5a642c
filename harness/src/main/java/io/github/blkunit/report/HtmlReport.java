package io.github.blkunit.report;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Cell;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jfree.chart.JFreeChart;

/** A run as one page: nothing is fetched, no script runs. */
final class HtmlReport {
    private static final int WIDE = 760;
    private static final int HALF = 470;
    private static final int HIGH = 260;

    private final RunDocument run;
    private final List<RunDocument> history;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(RunDocument run, List<RunDocument> history) {
        this.run = run;
        this.history = history;
    }

    /** @param history the archive's runs, oldest first */
    static String of(RunDocument run, List<RunDocument> history) throws IOException {
        return new HtmlReport(run, history).page();
    }

    private String page() throws IOException {
        page.append(Html.head(run.verdict() + ": " + run.title()));
        head();
        verdicts();
        plot("Ratios with 95 % intervals", WIDE, 70 + 34 * run.cells().size(), () -> Charts.ratios(run));
        section("Latency percentiles");
        plots(() -> Charts.latencies(run));
        section("Pairs");
        plots(() -> run.cells().stream().filter(cell -> !cell.boots().isEmpty()).map(Charts::pairs).toList());
        section("Over time");
        plots(() -> Trend.of(history).stream().map(Charts::trend).toList());
        method();
        raw();
        return page.append("</body></html>\n").toString();
    }

    private void head() {
        page.append("<h1><span class=\"verdict ").append(run.verdict()).append("\">").append(run.verdict()).append("</span> ")
                .append(
                        Html.escape(run.title())).append("</h1>\n<p>").append(Html.escape(run.started())).append(" · ").append(
                                Html.escape(run
                                        .environment().accelerator() + ", kernel " + run.environment().kernel() + ", " + run
                                                .environment().fio()
                                        + ", " + run.environment().cpus() + " CPUs (" + run.environment().cpuModel() + ")"))
                .append("</p>\n");
        page.append("<p>").append(run.blocks() ? "" : "<b>Advisory: this run blocks nothing.</b> ").append(Html.escape(run
                .trust()))
                .append("</p>\n");
        for (String note : run.notes()) { page.append("<p class=\"note\">").append(Html.escape(note)).append("</p>\n"); }
    }

    private void verdicts() {
        section("Verdicts");
        page.append("<table><thead>").append(Html.row("th", List.of("cell", "verdict", "speed ratio", "95 % interval",
                "candidate",
                "reference", "unit", "pair scatter", "boot scatter"))).append("</thead><tbody>\n");
        for (Cell cell : run.cells()) {
            var decision = cell.decision();
            page.append(Html.row("td", List.of(Html.escape(cell.name()), "<span class=\"verdict " + decision.verdict() + "\">"
                    + Html
                            .escape(MarkdownReport.word(cell)) + "</span>", number("%.3f", decision.ratio()), number("%.3f",
                                    decision
                                            .lower95()) + " … " + number("%.3f", decision.upper95()), Numbers.typical(cell, true),
                    Numbers.typical(
                            cell, false), cell.unit(), number("%.1f %%", 100 * decision.pairDeviation()), number("%.1f %%",
                                    100 * decision.bootDeviation()))));
        }
        page.append("</tbody></table>\n<p>A ratio below 1 is a slower candidate, for latencies too.</p>\n");
        for (Cell cell : run.cells()) {
            page.append("<details><summary>").append(Html.escape(cell.name())).append(": why</summary><pre>").append(Html.escape(
                    Explanation.of(cell))).append("</pre></details>\n");
        }
    }

    private void plot(String title, int width, int height, Supplier<JFreeChart> chart) {
        section(title);
        draw(() -> page.append("<figure>").append(Svg.of(chart.get(), width, height, title)).append("</figure>\n"));
    }

    private void plots(Supplier<List<JFreeChart>> charts) {
        draw(() -> {
            List<JFreeChart> drawn = charts.get();
            if (drawn.isEmpty()) { page.append("<p>Nothing to show yet.</p>\n"); }
            page.append("<div class=\"grid\">");
            for (JFreeChart chart : drawn) {
                String title = chart.getTitle() == null ? "plot" : chart.getTitle().getText();
                page.append("<figure>").append(Svg.of(chart, HALF, HIGH, title)).append("</figure>\n");
            }
            page.append("</div>\n");
        });
    }

    /** A Java runtime without fonts cannot draw: the tables are there nevertheless, and the page says why there is no plot. */
    private void draw(Runnable drawing) {
        int before = page.length();
        try {
            drawing.run();
        } catch (LinkageError | InternalError | java.awt.AWTError e) {
            page.setLength(before);
            page.append("<p class=\"note\">No plot: this Java runtime cannot draw (").append(Html.escape(e.toString())).append(
                    "). Install fontconfig and a font.</p>\n");
        } catch (RuntimeException e) {
            if (e.getMessage() == null || !e.getMessage().contains("Fontconfig")) { throw e; }
            page.setLength(before);
            page.append("<p class=\"note\">No plot: ").append(Html.escape(e.getMessage())).append("</p>\n");
        }
    }

    private void method() {
        section("Method");
        page.append("<table><tbody>\n");
        run.method().forEach((name, value) -> page.append(Html.row("td", List.of(Html.escape(name), Html.escape(value)))));
        page.append(Html.row("td", List.of("candidate (A)", side(run.candidate())))).append(Html.row("td", List.of(
                "reference (B)", side(
                        run.reference())))).append("</tbody></table>\n");
    }

    private static String side(RunDocument.Side side) {
        return Html.escape(side.label() + ": " + side.driver() + (side.commit().isEmpty() ? "" : " of commit " + side.commit())
                + (side
                        .javaOptions().isEmpty() ? "" : ", JVM " + side.javaOptions()));
    }

    private void raw() {
        section("Raw pairs");
        for (Cell cell : run.cells()) {
            page.append("<details><summary>").append(Html.escape(cell.name())).append(
                    "</summary><table><thead>").append(Html.row("th", List.of("boot", "pair", "order", "ratio",
                            "windows (A candidate, B reference), each linked to fio's report"))).append("</thead><tbody>\n");
            for (RunDocument.Boot boot : cell.boots()) {
                for (RunDocument.Pair pair : boot.pairs()) {
                    StringBuilder windows = new StringBuilder();
                    for (RunDocument.Window window : pair.windows()) {
                        windows.append(window.candidate() ? "A " : "B ").append(Html.link(window.source(), number("%.1f", window
                                .value()))).append("  ");
                    }
                    page.append(Html.row("td", List.of(Integer.toString(boot.boot()), Integer.toString(pair.pair()), pair.order(),
                            number("%.4f", Math.exp(pair.logRatio())), windows.toString())));
                }
            }
            page.append("</tbody></table></details>\n");
        }
    }

    private void section(String title) { page.append("<h2>").append(Html.escape(title)).append("</h2>\n"); }

    private static String number(String format, double value) { return String.format(ROOT, format, value); }
}
