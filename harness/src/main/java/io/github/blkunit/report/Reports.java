package io.github.blkunit.report;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All forms of a run's report. */
public final class Reports {
    private Reports() {}

    /**
     * Writes {@code report.html}, {@code report.md} and {@code run.json}.
     *
     * @param history the archive's runs, oldest first, for trends
     */
    public static void write(RunDocument run, List<RunDocument> history, Path folder) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Files.createDirectories(folder);
        RunArchive.write(run, folder.resolve("run.json"));
        Files.writeString(folder.resolve("report.md"), MarkdownReport.of(run));
        Files.writeString(folder.resolve("report.html"), HtmlReport.of(run, history));
    }

    /** A few lines for a terminal. */
    public static String text(RunDocument run) {
        StringBuilder text = new StringBuilder();
        for (Cell cell : run.cells()) {
            var decision = cell.decision();
            text.append(String.format(ROOT, "  %-28s %-14s ratio %.3f  (%.3f ... %.3f)   A %s  B %s  %s%n", cell.name(),
                    MarkdownReport
                            .word(cell), decision.ratio(), decision.lower95(), decision.upper95(), Numbers.typical(cell, true),
                    Numbers.typical(
                            cell, false), cell.unit()));
        }
        for (String note : run.notes()) { text.append("  ").append(note).append('\n'); }
        return text + "verdict: " + run.verdict() + (run.blocks() ? "" : " (advisory)") + "; " + run.trust();
    }
}
