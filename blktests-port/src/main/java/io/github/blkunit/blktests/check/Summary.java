package io.github.blkunit.blktests.check;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The end of a run.
 *
 * @param results of all tests
 * @param troubles what failed beside tests
 * @param wall from the first machine's start to the last one's end
 */
record Summary(List<Result> results, List<String> troubles, Duration wall) {
    private static final int SLOWEST = 10;

    static Summary of(List<Recorder> recorders, long nanos) {
        return new Summary(recorders.stream().flatMap(recorder -> recorder.results().stream()).toList(), recorders.stream()
                .flatMap(
                        recorder -> recorder.troubles().stream()).toList(), Duration.ofNanos(nanos));
    }

    /** Prints it. Returns whether nothing failed. */
    boolean print(PrintWriter out) {
        out.println();
        troubles.forEach(trouble -> out.println("not a test: " + trouble));
        out.printf(Locale.ROOT, "%d passed, %d failed, %d not run; tests %.1f s, all %.1f s%n", count(Verdict.PASSED), count(
                Verdict.FAILED), count(Verdict.NOT_RUN), seconds(results.stream().map(Result::runtime).reduce(Duration.ZERO,
                        Duration::plus)), seconds(wall));
        if (results.size() > 1) {
            out.println("slowest:");
            results.stream().sorted(Comparator.comparing(Result::runtime).reversed()).limit(SLOWEST).forEach(result -> out.printf(
                    Locale.ROOT, "    %8.3f s  %s%n", seconds(result.runtime()), result.head()));
        }
        results.stream().filter(result -> result.verdict() == Verdict.FAILED).forEach(result -> out.println("failed: " + result
                .head()));
        out.flush();
        return troubles.isEmpty() && count(Verdict.FAILED) == 0;
    }

    private long count(Verdict verdict) { return results.stream().filter(result -> result.verdict() == verdict).count(); }

    private static double seconds(Duration duration) { return duration.toMillis() / 1000.0; }
}
