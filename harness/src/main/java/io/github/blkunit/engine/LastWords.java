package io.github.blkunit.engine;

import io.github.blkunit.kernellog.ConsoleText;
import io.github.blkunit.kernellog.KernelReport;
import io.github.blkunit.kernellog.Level;
import io.github.blkunit.kernellog.LogLine;
import io.github.blkunit.kernellog.Patterns;
import io.github.blkunit.kernellog.ReportCollector;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a console says about the end of its machine.
 *
 * @param lines those since the last mark that a test set
 */
record LastWords(List<LogLine> lines) {
    /** The guest's marks, see {@code KernelMarks}: what comes behind the last one belongs to the test that was running. */
    private static final Pattern MARK = Pattern.compile("blkunit: (?:started|ended): ");
    /** The agent's own program. */
    private static final String AGENT = "java";

    LastWords {
        lines = List.copyOf(lines);
    }

    static LastWords of(List<String> console) {
        List<LogLine> all = ConsoleText.parse(console);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (MARK.matcher(all.get(i).text()).lookingAt()) return new LastWords(all.subList(i, all.size()));
        }
        return new LastWords(all);
    }

    /** The report of which the machine died: the first that kills, else the first that explains why nobody answers any more. */
    Optional<KernelReport> report(Patterns patterns) {
        ReportCollector collector = new ReportCollector(patterns, LocalDate.now(ZoneOffset.UTC));
        lines.forEach(collector::accept);
        List<KernelReport> reports = collector.flush();
        Optional<KernelReport> fatal = reports.stream().filter(report -> report.level() == Level.FATAL).findFirst();
        return fatal.or(() -> reports.stream().filter(LastWords::silences).findFirst());
    }

    private static boolean silences(KernelReport report) {
        return Gravity.of(report) == Gravity.STUCK || (report.kind().equals("oom") && AGENT.equals(report.task()));
    }
}
