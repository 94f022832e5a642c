package io.github.blkunit.engine;

import io.github.blkunit.engine.GuestTree.Node;
import io.github.blkunit.kernellog.KernelReport;
import io.github.blkunit.kernellog.KmsgRecord;
import io.github.blkunit.kernellog.Level;
import io.github.blkunit.kernellog.LogLine;
import io.github.blkunit.kernellog.Patterns;
import io.github.blkunit.kernellog.ReportCollector;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;

/**
 * Listens to the guest's kernel for one class: whatever it says belongs to the innermost node that runs, and its complaints fail that node.
 * The guest sends the lines in the right order among the events, see {@code KernelMessage.KernelLog}. For one thread.
 */
final class KernelWatch {
    /** After that much silence a report is taken as whole. */
    private static final Duration DRAINED = Duration.ofSeconds(2);
    private final ReportCollector collector;
    private final KernelVerdict verdict;
    private final List<Node> open = new ArrayList<>();
    private final IdentityHashMap<Node, NodeLog> logs = new IdentityHashMap<>();
    private final NodeLog before = new NodeLog();
    private final Node top;
    private @Nullable KernelReport gravest;
    private long gravestAt;
    private long lastLineAt;

    KernelWatch(Node top, Patterns patterns, KernelVerdict verdict) {
        this.top = top;
        this.collector = new ReportCollector(patterns, LocalDate.now(ZoneOffset.UTC));
        this.verdict = verdict;
    }

    /** The next records of the log. */
    void accept(List<String> records) {
        for (String record : records) {
            Optional<LogLine> line = KmsgRecord.parse(record);
            if (record.isEmpty()) {
                verdict.lost(innermost());
            } else if (line.isPresent()) {
                lastLineAt = System.nanoTime();
                log().add(line.get());
                collector.accept(line.get());
                keep(collector.take());
            }
        }
    }

    void started(Node node) {
        keep(collector.flush());
        open.add(node);
    }

    /** What becomes of a node's result because of what the kernel said. */
    TestExecutionResult finished(Node node, TestExecutionResult result) {
        keep(collector.flush());
        open.remove(node);
        NodeLog log = logs.remove(node);
        if (node == top) verdict.before(node, before);
        gravest = null;
        return verdict.judge(node, log == null ? new NodeLog() : log, result);
    }

    /** What comes next is another machine's. */
    void machineLost() {
        keep(collector.flush());
        gravest = null;
    }

    /** The worst that the kernel reported for what runs now, if it is so bad that the test cannot be expected to end by itself. */
    @Nullable
    KernelReport gravest() {
        if (collector.isOpen() && System.nanoTime() - lastLineAt >= DRAINED.toNanos()) keep(collector.flush());
        return gravest;
    }

    /** When that was, by {@link System#nanoTime}. */
    long gravestAt() {
        return gravestAt;
    }

    private void keep(List<KernelReport> reports) {
        if (reports.isEmpty()) return;
        log().add(reports);
        for (KernelReport report : reports) {
            if (Gravity.of(report) != Gravity.BEARABLE && !verdict.permits(innermost(), report) && (gravest == null || gravest
                    .level() != Level.FATAL)) {
                if (gravest == null) gravestAt = System.nanoTime();
                gravest = report;
            }
        }
    }

    private @Nullable Node innermost() {
        return open.isEmpty() ? null : open.getLast();
    }

    private NodeLog log() {
        Node node = innermost();
        return node == null ? before : logs.computeIfAbsent(node, key -> new NodeLog());
    }
}
