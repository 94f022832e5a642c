package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.KernelModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** {@code null_blk} loaded anew with parameters, for what cannot be set per disk. Closing unloads it. */
public final class NullBlkModule implements AutoCloseable {
    private static final KernelModule NULL_BLK = new KernelModule("null_blk");
    private static final Path FEATURES = Path.of("/sys/kernel/config/nullb/features");
    private static final Duration APPEARING = Duration.ofSeconds(30);

    private final int disks;

    private NullBlkModule(int disks) { this.disks = disks; }

    /**
     * Unloads the module if it is loaded and idle, and loads it with parameters.
     *
     * @param disks how many disks it makes by itself: {@code /dev/nullb0} and on
     * @param parameters as {@code modprobe} takes them, such as {@code shared_tags=1}
     * @throws DriverException if it is in use or refuses; nothing is left behind
     */
    public static NullBlkModule load(int disks, String... parameters) throws DriverException, InterruptedException {
        NULL_BLK.unload();
        String[] all = Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = "nr_devices=" + disks;
        NULL_BLK.load(all);
        NullBlkModule module = new NullBlkModule(disks);
        boolean up = false;
        try {
            if (!Await.<RuntimeException>until(TimeScale.deadline(APPEARING), () -> module.disks().stream().allMatch(disk -> Files
                    .exists(disk.path())))) {
                throw new DriverException("not all disks of null_blk appeared: parameters=" + Arrays.toString(all));
            }
            Udev.settle();
            up = true;
            return module;
        } finally {
            if (!up) { module.close(); }
        }
    }

    /** The disks that the module made by itself. */
    public List<Device> disks() {
        return IntStream.range(0, disks).mapToObj(number -> Device.at(Path.of("/dev/nullb" + number))).toList();
    }

    /** Whether this kernel's null_blk, loaded now if need be, has a configfs attribute of that name. */
    public static boolean hasFeature(String name) throws IOException, DriverException, InterruptedException {
        NULL_BLK.load("nr_devices=0");
        return List.of(SysfsFile.read(FEATURES).split(",", -1)).contains(name);
    }

    @Override
    public void close() throws DriverException { NULL_BLK.unload(); }
}
