package io.github.blkunit.perf.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The first line of {@code /proc/stat}.
 *
 * @param total ticks of all kinds
 * @param stolen ticks in which the hypervisor ran something else; always 0 under TCG, which does not tell
 */
record CpuTime(long total, long stolen) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int STEAL = 8;

    static CpuTime now() throws IOException {
        try (var lines = Files.lines(STAT)) {
            return parse(lines.findFirst().orElse(""));
        }
    }

    static CpuTime parse(String line) throws IOException {
        String[] words = line.strip().split("\\s+");
        if (words.length <= STEAL || !words[0].equals("cpu")) {
            throw new IOException("not the first line of /proc/stat: " + line);
        }
        long total = Arrays.stream(words, 1, STEAL + 1).mapToLong(Long::parseLong).sum();
        return new CpuTime(total, Long.parseLong(words[STEAL]));
    }

    /** The stolen share of the time since, 0 to 1. */
    double stealSince(CpuTime earlier) {
        long passed = total - earlier.total;
        return passed <= 0 ? 0 : (stolen - earlier.stolen) / (double) passed;
    }
}
