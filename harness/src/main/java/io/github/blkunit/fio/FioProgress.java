package io.github.blkunit.fio;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a running fio is.
 *
 * @param percent of its run time or work, 0 to 100
 * @param iops requests in the last second by direction, as fio writes them, such as {@code r=833k,w=12.8k}; empty before the first
 * @param line all that fio said
 */
public record FioProgress(double percent, String iops, String line) {
    private static final Pattern PERCENT = Pattern.compile("\\[(\\d{1,3}(?:\\.\\d+)?)%\\]");
    private static final Pattern IOPS = Pattern.compile("\\[([^\\[\\]]*) IOPS\\]");

    /** Reads one of fio's lines; empty if it is about something else. */
    static Optional<FioProgress> parse(String line) {
        Matcher percent = PERCENT.matcher(line);
        if (!line.startsWith("Jobs:") || !percent.find()) { return Optional.empty(); }
        Matcher iops = IOPS.matcher(line);
        return Optional.of(new FioProgress(Double.parseDouble(percent.group(1)), iops.find() ? iops.group(1) : "", line.strip()));
    }

    @Override
    public String toString() { return line; }
}
