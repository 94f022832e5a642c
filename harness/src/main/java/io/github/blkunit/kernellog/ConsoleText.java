package io.github.blkunit.kernellog;

import io.github.blkunit.kernellog.LogLine.Source;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a console, on which the kernel and programs write. A line with a time stamp is the kernel's, even if a program's unfinished
 * line stands before it. Where no line has one, the kernel does not print them, and every line may be its.
 */
public final class ConsoleText {
    private static final Pattern STAMP = Pattern.compile("(?:<\\d{1,3}>)?\\[ *(\\d+)\\.(\\d{6})\\](?:\\[ *([TC]\\d+)\\])? ?");
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    private ConsoleText() {}

    /** The lines, in their order. */
    public static List<LogLine> parse(List<String> console) {
        List<String> lines = console.stream().map(line -> ESCAPES.matcher(line).replaceAll("")).toList();
        boolean stamped = lines.stream().anyMatch(line -> STAMP.matcher(line).find());
        return lines.stream().map(line -> line(line, stamped ? Source.PROGRAM : Source.KERNEL)).toList();
    }

    private static LogLine line(String line, Source otherwise) {
        Matcher stamp = STAMP.matcher(line);
        if (!stamp.find()) return new LogLine(otherwise, -1, null, null, line);
        Duration time = Duration.ofSeconds(Long.parseLong(stamp.group(1)), Long.parseLong(stamp.group(2)) * 1000);
        return new LogLine(Source.KERNEL, -1, time, stamp.group(3), line.substring(stamp.end()));
    }
}
