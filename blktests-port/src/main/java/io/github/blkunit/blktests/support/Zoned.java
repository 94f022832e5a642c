package io.github.blkunit.blktests.support;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.blkunit.Device;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.driver.NullModule;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * Zoned devices, as upstream has them: a given one is for those tests that can use it, and with system property
 * {@value #PROPERTY} set to {@code true} those tests that can (tag {@code zoned}) make their own disks zoned.
 */
public final class Zoned {
    /** {@code true}: upstream's {@code RUN_ZONED_TESTS=1}, as a run of its own. A JUnit configuration parameter, too. */
    public static final String PROPERTY = "blkunit.blktests.zoned";

    private static final Duration RESETTING = Duration.ofMinutes(1);

    private Zoned() {}

    /** The disk, zoned if this run wants it. */
    public static NullDisk ifWanted(NullDisk disk) {
        return isWanted() ? disk.with("zoned", "1") : disk;
    }

    /** The module's disks, zoned if this run wants it. */
    public static NullModule ifWanted(NullModule disks) {
        return isWanted() ? disks.with("zoned", "1") : disks;
    }

    /** Resets all zones of the device, whose content is lost. */
    public static void resetAll(Device device) throws DriverException, InterruptedException {
        Command.of("blkzone", "reset", device.path().toString()).runOrFail(RESETTING);
    }

    /** The job, made to write where a device with zones allows it. */
    public static Fio atWritePointers(Fio job, Device device) throws IOException {
        long most = LongStream.of(device.queue().number("max_open_zones"), device.queue().number("max_active_zones")).filter(
                limit -> limit > 0).min().orElse(0);
        return job.option("direct", "1").option("zonemode", "zbd").option("max_open_zones", Long.toString(most));
    }

    /** Whether this run wants zoned disks. */
    public static boolean isWanted() { return Boolean.getBoolean(PROPERTY); }

    /** Whether the device has zones. */
    public static boolean isZoned(Device device) throws IOException {
        return device.queue().has("zoned") && !device.queue("zoned").equals("none");
    }

    /** Skips a test that cannot use a device with zones. */
    public static void assumeNotZoned(Device device) throws IOException {
        assumeFalse(isZoned(device), () -> device + " is a zoned block device");
    }
}
