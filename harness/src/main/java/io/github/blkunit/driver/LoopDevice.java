package io.github.blkunit.driver;

import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A loop device with a file behind it. Closing detaches it. */
public final class LoopDevice implements RunningDriver {
    /** {@code linux/loop.h}. */
    private static final long LOOP_CLR_FD = 0x4C01;
    private static final long LOOP_SET_BLOCK_SIZE = 0x4C09;
    private static final long LOOP_CONFIGURE = 0x4C0A;
    private static final long LOOP_CTL_GET_FREE = 0x4C82;

    private static final KernelModule LOOP = new KernelModule("loop");
    private static final Device CONTROL = Device.at(Path.of("/dev/loop-control"));
    private static final Duration DETACHING = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 100;

    private final Device device;

    private LoopDevice(Device device) { this.device = device; }

    /** A loop device to be put in front of a file; nothing happens before {@link LoopSetup#attach}. */
    public static LoopSetup over(Path file) {
        return LoopSetup.of(file);
    }

    /**
     * Puts a file behind a free loop device. Loads {@code loop} if need be.
     *
     * @throws DriverException if the module is missing or the file is refused
     */
    public static LoopDevice attach(Path file) throws DriverException, InterruptedException { return attach(over(file)); }

    static LoopDevice attach(LoopSetup setup) throws DriverException, InterruptedException {
        LOOP.load();
        try (Arena arena = Arena.ofConfined();
                DeviceChannel backing = Device.at(setup.file()).openBuffered(setup.writes() ? Access.READ_WRITE
                        : Access.READ_ONLY);
                DeviceChannel control = CONTROL.openBuffered(Access.READ_WRITE)) {
            for (int attempt = 1;; attempt++) {
                Device device = Device.at(Path.of("/dev/loop" + control.ioctl("LOOP_CTL_GET_FREE", LOOP_CTL_GET_FREE, 0)));
                try (DeviceChannel loop = device.openBuffered(Access.READ_WRITE)) {
                    loop.ioctl("LOOP_CONFIGURE", LOOP_CONFIGURE, setup.config(arena, backing.descriptor()));
                    return new LoopDevice(device);
                } catch (ErrnoException e) {
                    if (attempt == ATTEMPTS || !e.errno().equals(Errno.EBUSY)) { throw e; } // somebody else took it meanwhile
                }
            }
        } catch (IOException e) {
            throw new DriverException("no loop device for " + setup + ": " + e.getMessage(), e);
        }
    }

    /**
     * LOOP_SET_BLOCK_SIZE: changes the logical block size.
     *
     * @throws ErrnoException with EINVAL if the driver has no such block size
     */
    public void logicalBlockSize(int bytes) throws IOException {
        try (DeviceChannel loop = device.openBuffered(Access.READ_WRITE)) {
            loop.ioctl("LOOP_SET_BLOCK_SIZE", LOOP_SET_BLOCK_SIZE, bytes);
        }
    }

    public Device device() { return device; }

    @Override
    public Path node() { return device.path(); }

    @Override
    public void close() throws DriverException {
        if (!isAttached()) { return; }
        try (DeviceChannel loop = device.openBuffered(Access.READ_ONLY)) {
            loop.ioctl("LOOP_CLR_FD", LOOP_CLR_FD, 0);
        } catch (IOException e) {
            throw new DriverException("the loop device cannot be detached: " + e.getMessage(), e);
        }
        // The kernel detaches when the last opener goes, which may be udev.
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(DETACHING), () -> !isAttached())) {
            throw new DriverException("the loop device is still attached, somebody keeps it open: node=" + node());
        }
    }

    private boolean isAttached() { return Files.exists(device.sysfs().resolve("loop/backing_file")); }
}
