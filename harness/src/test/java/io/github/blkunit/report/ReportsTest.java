package io.github.blkunit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private final RunDocument run = RunExamples.run(Kind.BUILDS, "c0ffee", 0.9);

    @TempDir
    private Path folder;

    @Test
    void the_page_fetches_nothing_and_runs_nothing() throws IOException {
        String page = page(List.of());
        assertThat(page).doesNotContain("<script", "<link", "@import", "url(h", "src=").contains("<!doctype html>");
        assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:");
    }

    @Test
    void the_page_has_verdicts_plots_and_every_pair_with_its_source() throws IOException {
        String page = page(List.of());
        assertThat(page).contains("class=\"verdict FAIL\"", "prefers-color-scheme: dark", "@media print", "<svg", "var(--ink)");
        assertThat(page.split("href=\"boot-1/pair-01.json\"", -1)).hasSize(1 + 2 * 3 * 6 * 2);
        assertThat(page).contains("a &lt; b &amp; &quot;c&quot;").doesNotContain("<title>FAIL: a < b");
    }

    @Test
    void a_slower_commit_is_a_change_point_of_the_trend() throws IOException {
        List<RunDocument> history = new ArrayList<>();
        for (int i = 0; i < 8; i++) { history.add(RunExamples.run(Kind.BUILDS, "good" + i, 1 + 0.001 * i)); }
        for (int i = 0; i < 8; i++) { history.add(RunExamples.run(Kind.BUILDS, "slow" + i, 0.9 + 0.001 * i)); }
        history.add(RunExamples.run(Kind.AA, "aa", 0.2));
        Trend trend = Trend.of(history).getFirst();
        assertThat(trend.points()).hasSize(16);
        assertThat(trend.changes()).containsExactly(8);
        assertThat(page(history).split("Over time", -1)[1]).containsPattern(">(good|slow)\\d<");
    }

    /** A logarithmic axis has labels at powers of ten only. */
    @Test
    void latencies_within_one_power_of_ten_have_an_axis_with_numbers() {
        assertThat(Charts.micros(latencies(3500, 6200))).isNotInstanceOf(LogarithmicAxis.class);
        assertThat(Charts.micros(latencies(80, 6200))).isInstanceOf(LogarithmicAxis.class);
    }

    private static XYSeriesCollection latencies(double... micros) {
        XYSeries series = new XYSeries("A");
        for (double value : micros) { series.add(series.getItemCount(), value); }
        return new XYSeriesCollection(series);
    }

    @Test
    void a_document_comes_back_from_its_file() throws IOException {
        RunArchive archive = new RunArchive(folder.resolve("archive"));
        archive.add(run);
        assertThat(archive.runs()).containsExactly(run);
        assertThat(RunArchive.sample(archive.runs().getFirst().cells().getFirst()).pairs()).isEqualTo(18);
    }

    @Test
    void markdown_and_text_name_the_cells_that_failed() throws IOException {
        Reports.write(run, List.of(), folder);
        assertThat(Files.readString(folder.resolve("report.md"))).contains("Performance: FAIL",
                "| randread-4k-qd1 | FAIL | 0.900 |");
        assertThat(Reports.text(run)).contains("randread-4k-qd1", "verdict: FAIL");
        assertThat(Explanation.of(run)).contains("The ratio must be at most 0.9700: yes");
    }

    private String page(List<RunDocument> history) throws IOException {
        Reports.write(run, history, folder);
        return Files.readString(folder.resolve("report.html"));
    }
}
