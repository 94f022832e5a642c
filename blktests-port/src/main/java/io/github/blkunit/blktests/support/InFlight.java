package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Requests under way, as the kernel shows them in three places, read in this order.
 *
 * @param reads reads of {@code /sys/block/NAME/inflight}
 * @param writes writes of the same file
 * @param stat both, of {@code /sys/block/NAME/stat}
 * @param diskstats both, of {@code /proc/diskstats}
 */
public record InFlight(long reads, long writes, long stat, long diskstats) {
    /** Nothing is under way. */
    public static final InFlight NONE = new InFlight(0, 0, 0, 0);

    private static final int STAT_FIELD = 8;
    private static final int DISKSTATS_NAME = 2;
    private static final int DISKSTATS_FIELD = 11;

    /** The counters now. */
    public static InFlight of(Device device) throws IOException {
        List<String> inflight = fields(SysfsFile.read(device.sysfs().resolve("inflight")));
        List<String> stat = fields(SysfsFile.read(device.sysfs().resolve("stat")));
        String diskstats = Files.readString(Path.of("/proc/diskstats"));
        return of(device.name(), inflight, stat, diskstats);
    }

    static InFlight of(String name, List<String> inflight, List<String> stat, String diskstats) throws IOException {
        List<String> line = diskstats.lines().map(InFlight::fields)
                .filter(fields -> fields.size() > DISKSTATS_FIELD && fields.get(DISKSTATS_NAME).equals(name)).findFirst()
                .orElseThrow(() -> new IOException("no line for " + name + " in /proc/diskstats"));
        return new InFlight(Long.parseLong(inflight.get(0)), Long.parseLong(inflight.get(1)), Long.parseLong(stat.get(
                STAT_FIELD)),
                Long.parseLong(line.get(DISKSTATS_FIELD)));
    }

    static List<String> fields(String line) { return List.of(line.strip().split("\\s+")); }
}
