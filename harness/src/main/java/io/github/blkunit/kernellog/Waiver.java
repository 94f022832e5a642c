package io.github.blkunit.kernellog;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A known complaint that fails no test, and why.
 *
 * @param name of its entry in the pattern file
 * @param match found in the report's first line or in its title
 * @param reason why it is of no meaning
 * @param link where that is discussed
 * @param expires the last day on which it counts; null for what is wording and no bug
 */
public record Waiver(String name, Pattern match, String reason, String link, @Nullable LocalDate expires) {

    /** Whether it says something about this report. */
    boolean covers(KernelReport report) {
        return match.matcher(report.title()).find() || match.matcher(report.header()).find();
    }

    /** Whether it is out of date. */
    boolean isExpired(LocalDate today) { return expires != null && today.isAfter(expires); }
}
