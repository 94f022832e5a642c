package io.github.blkunit.kernellog;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A complaint of the kernel.
 *
 * @param level what it means for a test
 * @param kind one word for tools, such as {@code warning} or {@code hung-task}
 * @param title equal for equal bugs: without addresses, numbers of CPUs and tasks, and source lines
 * @param header the text of the line that announced it
 * @param task name of the task that ran, null if the report does not say
 * @param frame the first function on its stack that says where it happened, null if there is none
 * @param lines the whole of it
 * @param corrupted why it is not to be trusted in every detail, null if it is whole
 */
public record KernelReport(Level level, String kind, String title, String header, @Nullable String task, @Nullable String frame,
        List<LogLine> lines, @Nullable String corrupted) {

    public KernelReport { lines = List.copyOf(lines); }

    /** All lines, as {@code dmesg} prints them. */
    public String text() {
        return lines.stream().map(LogLine::toString).collect(Collectors.joining("\n", "", "\n"));
    }

    KernelReport withLevel(Level other) {
        return new KernelReport(other, kind, title, header, task, frame, lines, corrupted);
    }
}
