package io.github.blkunit.engine;

import io.github.blkunit.engine.GuestTree.Node;
import io.github.blkunit.kernellog.KernelReport;
import io.github.blkunit.kernellog.Level;
import io.github.blkunit.kernellog.LogLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;

/** Judges a node by what the kernel said while it ran, and attaches the evidence. For one class and one thread. */
final class KernelVerdict {
    private static final int LINES_SHOWN = 40;
    private final EngineExecutionListener listener;
    private final ArtefactFiles artefacts;
    private final KernelWishes ofClass;
    private final Node top;
    private final List<LogLine> allLines = new ArrayList<>();
    private final List<KernelReport> allReports = new ArrayList<>();

    KernelVerdict(Node top, Class<?> type, EngineExecutionListener listener, ArtefactFiles artefacts) {
        this.top = top;
        this.ofClass = KernelWishes.of(type);
        this.listener = listener;
        this.artefacts = artefacts;
    }

    /** Lines were overwritten before they could be read. */
    void lost(@Nullable Node node) {
        if (node != null) entry(node, "blkunit.kernel.log", "the kernel's log was overrun: some of its lines are missing");
    }

    /** What came before the class started has no test that it could fail; nothing of it is hidden. */
    void before(Node node, NodeLog log) {
        List<KernelReport> complaints = log.reports(Level.FATAL, Level.SPLAT);
        if (!complaints.isEmpty()) entry(node, "blkunit.kernel.before", NodeLog.titles(complaints));
    }

    /** Whether the test, or its class, knows of such a report. */
    boolean permits(@Nullable Node node, KernelReport report) {
        return ofClass.permit(report) || (node != null && KernelWishes.of(node.descriptor).permit(report));
    }

    /** The result after all that the kernel said. */
    TestExecutionResult judge(Node node, NodeLog log, TestExecutionResult result) {
        if (!ofClass.required().isEmpty()) {
            allLines.addAll(log.lines());
            allReports.addAll(log.reports());
        }
        publish(node, "blkunit.kernel", log.reports(Level.BLOCK));
        publish(node, "blkunit.kernel.ignored", log.reports(Level.IGNORE));
        List<KernelReport> complaints = log.reports(Level.FATAL, Level.SPLAT);
        List<KernelReport> permitted = complaints.stream().filter(report -> permits(node, report))
                .toList();
        publish(node, "blkunit.kernel.expected", permitted);
        List<KernelReport> failing = complaints.stream().filter(report -> !permitted.contains(report)).toList();
        boolean failed = !failing.isEmpty() || result.getStatus() == Status.FAILED;
        if (failed || !log.reports().isEmpty()) attach(node, "kernel.log", log.text());
        Throwable cause = result.getThrowable().orElse(null);
        if (!failing.isEmpty()) {
            attach(node, "kernel-report.txt", failing.stream().map(KernelReport::text).collect(Collectors.joining("\n")));
        }
        if (cause instanceof GuestDiedError || cause instanceof VmInfrastructureException) return result; // says it all already
        if (!failing.isEmpty()) {
            return TestExecutionResult.failed(new KernelComplaintError(message(failing, node), cause));
        }
        List<Pattern> missing = result.getStatus() == Status.ABORTED ? List.of() : KernelWishes.of(node.descriptor).missing(log
                .lines(), log.reports());
        if (node == top) missing = ofClass.missing(allLines, allReports);
        return missing.isEmpty() ? result : TestExecutionResult.failed(new KernelComplaintError(message(missing, log), cause));
    }

    private String message(List<KernelReport> failing, Node node) {
        KernelReport first = failing.getFirst();
        StringBuilder text = new StringBuilder(first.title());
        if (failing.size() > 1) {
            text.append("\nand ").append(failing.size() - 1).append(" more: ").append(NodeLog.titles(failing.subList(1, failing
                    .size()))
                    .replace("\n", ", "));
        }
        if (first.task() != null) text.append("\ntask: ").append(first.task());
        if (first.corrupted() != null) text.append("\nnot whole: ").append(first.corrupted());
        text.append("\nThe kernel reported this while the test ran; whole in ").append(artefacts.folder(node.descriptor).resolve(
                "kernel-report.txt"));
        List<LogLine> lines = first.lines();
        for (LogLine line : lines.subList(0, Math.min(lines.size(), LINES_SHOWN))) text.append("\n  | ").append(line);
        if (lines.size() > LINES_SHOWN) text.append("\n  | ... ").append(lines.size() - LINES_SHOWN).append(" more lines");
        return text.toString();
    }

    private static String message(List<Pattern> missing, NodeLog log) {
        return "the kernel did not say: " + missing.stream().map(Pattern::pattern).collect(Collectors.joining(", "))
                + "\nIt said "
                + log.lines().stream().filter(line -> line.source() == LogLine.Source.KERNEL).map(line -> "\n  | " + line)
                        .collect(
                                Collectors.collectingAndThen(Collectors.joining(), said -> said.isEmpty() ? "nothing." : said));
    }

    private void publish(Node node, String key, List<KernelReport> reports) {
        if (!reports.isEmpty()) entry(node, key, NodeLog.titles(reports));
    }

    private void entry(Node node, String key, String value) {
        listener.reportingEntryPublished(node.descriptor, ReportEntry.from(key, value));
    }

    private void attach(Node node, String name, String text) {
        try {
            Path file = artefacts.write(node.descriptor, name, text);
            listener.fileEntryPublished(node.descriptor, FileEntry.from(file, "text/plain"));
        } catch (IOException e) {
            entry(node, "blkunit.artefact.lost", name + ": " + e);
        }
    }
}
