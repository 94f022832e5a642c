package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many machines this host can hold at once.
 *
 * @param cpus processors that this JVM may use
 * @param memory bytes that can be had without swapping
 */
record HostRoom(int cpus, long memory) {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    /** What a machine needs beside its guest's memory: QEMU, and its share of the page cache. */
    private static final long OVERHEAD = 256L << 20;

    /** What is free now, within the limits of the control group that this JVM is in. */
    static HostRoom now() {
        long limit = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getTotalMemorySize();
        return new HostRoom(Runtime.getRuntime().availableProcessors(), Math.min(limit, available(limit)));
    }

    /** One machine for each processor, as far as there is memory for all of what each guest may fill; at least one. */
    int machines(ByteSize each) {
        long fit = memory / (each.bytes() + OVERHEAD);
        return (int) Math.max(1, Math.min(cpus, fit));
    }

    private static long available(long otherwise) {
        try {
            return available(Files.readAllLines(MEMINFO), otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    /** From the lines of {@code /proc/meminfo}: {@code MemAvailable: 20961280 kB}. */
    static long available(List<String> meminfo, long otherwise) {
        for (String line : meminfo) {
            if (line.startsWith(AVAILABLE)) {
                return Long.parseLong(line.substring(AVAILABLE.length()).replace("kB", "").strip()) << 10;
            }
        }
        return otherwise;
    }
}
