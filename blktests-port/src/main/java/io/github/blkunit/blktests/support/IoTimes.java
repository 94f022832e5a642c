package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The time that all requests of a disk took together, as {@code /sys/block/NAME/stat} counts it, in milliseconds.
 *
 * @param reads of all reads
 * @param writes of all writes
 */
public record IoTimes(Duration reads, Duration writes) {
    private static final int READ_TICKS = 3;
    private static final int WRITE_TICKS = 7;

    /** The counters now. */
    public static IoTimes of(Device device) throws IOException {
        return of(InFlight.fields(SysfsFile.read(device.sysfs().resolve("stat"))));
    }

    static IoTimes of(List<String> stat) {
        return new IoTimes(Duration.ofMillis(Long.parseLong(stat.get(READ_TICKS))), Duration.ofMillis(Long.parseLong(stat.get(
                WRITE_TICKS))));
    }

    /** What was added since. */
    public IoTimes since(IoTimes earlier) {
        return new IoTimes(reads.minus(earlier.reads), writes.minus(earlier.writes));
    }
}
