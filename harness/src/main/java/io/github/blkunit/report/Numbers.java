package io.github.blkunit.report;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.archive.RunDocument.Cell;
import org.apache.commons.statistics.descriptive.Median;

/** Figures for people. */
final class Numbers {
    private static final double THOUSAND = 1000;

    private Numbers() {}

    /** The median of one side's windows. */
    static String typical(Cell cell, boolean candidate) {
        double[] values = cell.boots().stream().flatMap(boot -> boot.pairs().stream()).flatMap(pair -> pair.windows().stream())
                .filter(window -> window.candidate() == candidate).mapToDouble(window -> window.value()).toArray();
        return values.length == 0 ? "-" : brief(Median.withDefaults().evaluate(values));
    }

    static String brief(double value) {
        if (value >= THOUSAND * THOUSAND) { return String.format(ROOT, "%.2f M", value / THOUSAND / THOUSAND); }
        return value >= THOUSAND ? String.format(ROOT, "%.1f k", value / THOUSAND) : String.format(ROOT, "%.1f", value);
    }
}
