package io.github.blkunit.report;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Cell;
import java.util.stream.Collectors;

/** A run as a comment on a pull request. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(RunDocument run) {
        StringBuilder text = new StringBuilder("### Performance: " + run.verdict() + (run.blocks() ? "" : " (advisory)") + "\n\n"
                + escape(run.title()) + "\n\n");
        text.append(
                "| cell | verdict | speed ratio | 95 % interval | candidate | reference | unit |\n|---|---|---:|---|---:|---:|---|\n");
        for (Cell cell : run.cells()) {
            var decision = cell.decision();
            text.append(String.format(ROOT, "| %s | %s | %.3f | %.3f … %.3f | %s | %s | %s |%n", escape(cell.name()), word(
                    cell), decision.ratio(), decision.lower95(), decision.upper95(), Numbers.typical(cell, true), Numbers.typical(
                            cell, false), cell.unit()));
        }
        text.append("\nA ratio below 1 is a slower candidate. ").append(escape(run.trust())).append(".\n");
        for (String note : run.notes()) { text.append("- ").append(escape(note)).append('\n'); }
        text.append(String.format(ROOT, "%n%s, kernel %s, %s, %s%n", run.environment().accelerator(), run.environment().kernel(),
                run.environment().fio(), run.method().entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("; "))));
        return text.toString();
    }

    static String word(Cell cell) { return cell.decision().verdict() + (cell.decision().improved() ? ", faster" : ""); }

    private static String escape(String text) { return text.replace("|", "\\|").replace("\n", " "); }
}
