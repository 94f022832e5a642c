package io.github.blkunit.engine;

import io.github.blkunit.kernellog.KernelReport;
import io.github.blkunit.kernellog.Level;
import io.github.blkunit.kernellog.LogLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the kernel said while one node was the innermost one that ran. */
final class NodeLog {
    private static final int MOST_LINES = 20_000;
    private final List<LogLine> lines = new ArrayList<>();
    private final List<KernelReport> reports = new ArrayList<>();

    void add(LogLine line) {
        if (lines.size() < MOST_LINES) lines.add(line);
    }

    void add(List<KernelReport> more) {
        reports.addAll(more);
    }

    List<LogLine> lines() {
        return lines;
    }

    List<KernelReport> reports() {
        return reports;
    }

    List<KernelReport> reports(Level... levels) {
        return reports.stream().filter(report -> List.of(levels).contains(report.level())).toList();
    }

    String text() {
        return lines.stream().map(LogLine::toString).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Titles, each once, with how often it came. */
    static String titles(List<KernelReport> reports) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (KernelReport report : reports) counts.merge(report.title(), 1, Integer::sum);
        return counts.entrySet().stream().map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : " (" + entry.getValue()
                + " times)")).collect(Collectors.joining("\n"));
    }
}
