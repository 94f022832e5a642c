package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine's memory that nothing uses. */
public final class FreeMemory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private FreeMemory() {}

    /** {@code MemFree} of {@code /proc/meminfo}, now. */
    public static ByteSize now() throws IOException {
        return of(Files.readString(MEMINFO));
    }

    static ByteSize of(String meminfo) throws IOException {
        return meminfo.lines().filter(line -> line.startsWith("MemFree:")).map(line -> ByteSize.kib(Long.parseLong(line
                .replaceAll(
                        "\\D", "")))).findFirst().orElseThrow(() -> new IOException("no MemFree in " + MEMINFO));
    }
}
