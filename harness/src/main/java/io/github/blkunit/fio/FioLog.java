package io.github.blkunit.fio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What fio says while it runs: its progress and its complaints. */
record FioLog(Path file) {
    private static final int WORDS = 1000;

    /** The last sign of progress. */
    Optional<FioProgress> progress() {
        return lines(file).map(FioProgress::parse).flatMap(Optional::stream).reduce((_, later) -> later);
    }

    /** The last thing it said, for messages. */
    String lastWords() {
        return lines(file).reduce((_, later) -> later).map(line -> "last progress: " + line).orElse("no sign of progress");
    }

    Stream<String> complaints() {
        return lines(file).filter(line -> !line.startsWith("Jobs:"));
    }

    /** What fio wrote into its report's file before the report. */
    static Stream<String> beforeReport(Path json) {
        return lines(json).takeWhile(line -> !line.equals("{"));
    }

    static String words(Stream<String> first, Stream<String> second) {
        String words = String.join("; ", Stream.concat(first, second).distinct().toList());
        if (words.isEmpty()) { return "nothing"; }
        return words.length() <= WORDS ? words : words.substring(0, WORDS) + " ...";
    }

    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FioException("fio's output cannot be read: " + e, e);
        }
    }

    private static Stream<String> lines(Path file) {
        return read(file).lines().filter(line -> !line.isBlank()); // also ends lines at \r, with which fio overwrites its progress
    }
}
