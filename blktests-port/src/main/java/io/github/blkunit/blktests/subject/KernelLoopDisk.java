package io.github.blkunit.blktests.subject;

import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.LibC;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A loop device of the running kernel. */
record KernelLoopDisk(Device device) implements LoopDisk {
    /** What the driver says of a device without a file. */
    private static final Errno NO_FILE = new Errno(LibC.ENXIO());
    private static final Duration DETACHING = Duration.ofSeconds(20);

    @Override
    public void blockSize(int bytes) throws IOException {
        tell("LOOP_SET_BLOCK_SIZE", LoopUapi.LOOP_SET_BLOCK_SIZE, bytes);
    }

    @Override
    public void directIo(boolean on) throws IOException {
        tell("LOOP_SET_DIRECT_IO", LoopUapi.LOOP_SET_DIRECT_IO, on ? 1 : 0);
    }

    @Override
    public void changeFile(Path file) throws IOException {
        try (DeviceChannel backing = Device.at(file).openBuffered(Access.READ_WRITE)) {
            tell("LOOP_CHANGE_FD", LoopUapi.LOOP_CHANGE_FD, backing.descriptor());
        }
    }

    @Override
    public void refreshCapacity() throws IOException { tell("LOOP_SET_CAPACITY", LoopUapi.LOOP_SET_CAPACITY, 0); }

    @Override
    public void statusIntoNothing(StatusForm form) throws IOException {
        switch (form) {
            case OLD -> tell("LOOP_GET_STATUS", LoopUapi.LOOP_GET_STATUS, 0);
            case WIDE -> tell("LOOP_GET_STATUS64", LoopUapi.LOOP_GET_STATUS64, 0);
        }
    }

    @Override
    public void clear() throws IOException { tell("LOOP_CLR_FD", LoopUapi.LOOP_CLR_FD, 0); }

    @Override
    public void detach() throws IOException {
        clear();
        // The kernel detaches when the last opener goes, which may be udev.
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(DETACHING), () -> !isAttached())) {
            throw new IOException("the loop device is still attached, somebody keeps it open: device=" + device + ", waited="
                    + TimeScale.deadline(DETACHING));
        }
    }

    @Override
    public void close() throws IOException {
        if (!isAttached()) { return; }
        try {
            detach();
        } catch (ErrnoException e) {
            if (!e.errno().equals(NO_FILE)) { throw e; } // it was detached between the look and the call
        }
    }

    private boolean isAttached() { return Files.exists(device.sysfs().resolve("loop/backing_file")); }

    private void tell(String name, long request, long argument) throws IOException {
        try (DeviceChannel loop = device.openBuffered(Access.READ_ONLY)) {
            loop.ioctl(name, request, argument);
        }
    }
}
