package io.github.blkunit.blktests.check;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Prints results as upstream does: head line with the verdict in brackets, below it each metric's last and new value. */
final class ResultPrinter {
    private static final int HEAD_WIDTH = 60;
    private static final int REASON_LINES = 25;
    private static final String INDENT = "    ";
    /** What a test printed is reported by JUnit under these names. */
    private static final Set<String> OUTPUT = Set.of("stdout", "stderr");

    private final PrintWriter out;
    private final boolean terminal;

    /** @param terminal whether colours and moving up are understood */
    ResultPrinter(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The test begins; only terminals show that. */
    void started(PortedTest test, String device) {
        if (!terminal) { return; }
        out.printf("%-" + HEAD_WIDTH + "s", test.id() + (test.givenDevice() ? " => " + device : "") + " (" + test.description()
                + ")");
        out.flush();
    }

    /** The test ended. */
    void finished(Result result, Map<String, String> last) {
        if (terminal) { out.print("\r\u001b[K"); }
        out.printf("%-" + HEAD_WIDTH + "s %s%n", result.head(), result.verdict().shown(terminal));
        if (result.verdict() != Verdict.NOT_RUN) { printMetrics(last, ResultTree.metricsOf(result)); }
        result.reason().lines().limit(REASON_LINES).forEach(line -> out.println(INDENT + line));
        if (result.reason().lines().count() > REASON_LINES) { out.println(INDENT + "..."); }
        out.flush();
    }

    private void printMetrics(Map<String, String> last, Map<String, String> now) {
        TreeSet<String> keys = new TreeSet<>(last.keySet());
        keys.addAll(now.keySet());
        keys.removeAll(OUTPUT); // it is in the result file
        int keyWidth = keys.stream().mapToInt(String::length).max().orElse(0);
        int lastWidth = keys.stream().mapToInt(key -> last.getOrDefault(key, "").length()).max().orElse(0);
        for (String key : keys) {
            String format = INDENT + "%-" + keyWidth + "s  %" + Math.max(1, lastWidth) + "s  ...  %s%n";
            out.printf(format, key, last.getOrDefault(key, ""), now.getOrDefault(key, ""));
        }
    }
}
