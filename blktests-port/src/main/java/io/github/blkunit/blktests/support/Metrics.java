package io.github.blkunit.blktests.support;

import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.FioResult;
import java.util.Locale;
import org.junit.jupiter.api.TestReporter;

/** Upstream's extra columns of a test, such as {@code read iops}, as report entries. They inform and decide nothing. */
public final class Metrics {
    private Metrics() {}

    /** Reports requests per second in one direction. */
    public static void iops(TestReporter reporter, Direction direction, FioResult result) {
        iops(reporter, "", direction, result);
    }

    /**
     * As the other, for a test with several runs.
     *
     * @param run what tells the runs apart, such as {@code shared tags}
     */
    public static void iops(TestReporter reporter, String run, Direction direction, FioResult result) {
        String column = direction.name().toLowerCase(Locale.ROOT) + " iops";
        number(reporter, run.isEmpty() ? column : run + " " + column, result.in(direction).iops());
    }

    /** Reports any number. */
    public static void number(TestReporter reporter, String column, double value) {
        reporter.publishEntry(column, String.format(Locale.ROOT, "%.0f", value));
    }
}
