package io.github.blkunit.blktests.support;

import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What the kernel says from now on: a marker line in its log tells where to begin. */
public final class KernelMessages {
    private static final Path LOG = Path.of("/dev/kmsg");
    private static final Duration READING = Duration.ofSeconds(30);

    private final String marker;

    private KernelMessages(String marker) { this.marker = marker; }

    /** Writes the marker. */
    public static KernelMessages fromNowOn() throws IOException {
        String marker = "blktests " + UUID.randomUUID();
        Files.write(LOG, (marker + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        return new KernelMessages(marker);
    }

    /** The lines since the marker that have all of the words in them. */
    public List<String> with(String... words) throws DriverException, InterruptedException {
        List<String> log = Command.of("dmesg").runOrFail(READING).lines().toList();
        return since(marker, log).stream().filter(line -> List.of(words).stream().allMatch(line::contains)).toList();
    }

    /** The lines behind the marker; all of them if it has been pushed out. */
    static List<String> since(String marker, List<String> log) {
        int at = log.size() - 1;
        while (at >= 0 && !log.get(at).contains(marker)) { at--; }
        return log.subList(at + 1, log.size());
    }
}
