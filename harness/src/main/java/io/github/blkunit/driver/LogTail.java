package io.github.blkunit.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, for messages. */
final class LogTail {
    private static final int LINES = 20;

    private LogTail() {}

    /** The last lines, each on a line of its own and indented, introduced by where they are from; says so if there are none. */
    static String of(Path log) {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            if (lines.isEmpty()) { return "; it said nothing"; }
            List<String> tail = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return "; its last lines:\n    " + String.join("\n    ", tail);
        } catch (IOException e) {
            return "; its log cannot be read: " + e;
        }
    }
}
