package io.github.blkunit.driver;

import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The kernel's compressed RAM disk, module {@code zram}: keeps what is written. One queue, blocks of 4 KiB. */
public final class Zram implements Driver {
    private static final KernelModule MODULE = new KernelModule("zram");
    private static final Path CONTROL = Path.of("/sys/class/zram-control");
    private static final Duration GOING = Duration.ofSeconds(20);

    @Override
    public String name() { return "zram"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        Limits.oneQueue(name(), configuration, 4096);
        MODULE.load("num_devices=0");
        try {
            int id = (int) SysfsFile.readLong(CONTROL.resolve("hot_add")); // reading makes one
            Path disk = Path.of("/sys/block/zram" + id);
            RunningDriver device = Stack.of(Path.of("/dev/zram" + id), List.of(() -> remove(id)));
            try {
                SysfsFile.write(disk.resolve("disksize"), Long.toString(configuration.size().bytes()));
            } catch (IOException e) {
                device.close();
                throw e;
            }
            return FirstRead.orClose(device);
        } catch (IOException e) {
            throw new DriverException("cannot make a zram disk: size=" + configuration.size() + ": " + e.getMessage(), e);
        }
    }

    private static void remove(int id) throws DriverException {
        Path disk = Path.of("/sys/block/zram" + id);
        if (!Files.exists(disk)) { return; }
        // Refused while anybody has it open, udev for one.
        boolean gone = Await.<RuntimeException>uninterruptibly(TimeScale.deadline(GOING), () -> {
            try {
                SysfsFile.write(CONTROL.resolve("hot_remove"), Integer.toString(id));
                return true;
            } catch (IOException busy) {
                return !Files.exists(disk);
            }
        });
        if (!gone) {
            throw new DriverException("the zram disk cannot be taken away, somebody keeps it open: node=/dev/zram" + id);
        }
    }
}
