package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.TimeScale;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The proof that a device is up: its node is there and a read from it is answered. */
final class FirstRead {
    private static final Duration USUAL = Duration.ofSeconds(20);
    private static final ByteSize PAGE = ByteSize.kib(4);

    private FirstRead() {}

    /** Returns the driver when its device answers a read; closes it if that fails. */
    static <D extends RunningDriver> D orClose(D driver) throws DriverException, InterruptedException {
        try {
            of(driver.node());
            return driver;
        } catch (DriverException | InterruptedException | RuntimeException e) {
            try {
                driver.close();
            } catch (DriverException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** As the other, with the usual deadline. */
    static void of(Path node) throws DriverException, InterruptedException {
        of(node, TimeScale.deadline(USUAL));
    }

    /**
     * Waits for the node, then reads its first page past the page cache.
     *
     * @throws DriverException if the node does not come, the read fails or is not answered by the deadline
     */
    static void of(Path node, Duration deadline) throws DriverException, InterruptedException {
        if (!Await.until(deadline, () -> Files.exists(node))) {
            throw new DriverException("the device node did not appear: node=" + node + ", waited=" + deadline);
        }
        // A thread of its own: a read that the driver never answers cannot be interrupted, only left behind.
        FutureTask<Boolean> read = new FutureTask<>(() -> Await.until(deadline, () -> read(node)));
        Thread.ofPlatform().daemon().name("first-read-" + node.getFileName()).start(read);
        try {
            if (!read.get(2 * deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DriverException("the device cannot be opened: node=" + node
                        + ", errno=ENXIO (its node is there, no disk is), waited="
                        + deadline);
            }
        } catch (TimeoutException e) {
            throw new DriverException("the device does not answer a read: node=" + node + ", offset=0, bytes=" + PAGE
                    + ", waited="
                    + deadline, e);
        } catch (ExecutionException e) {
            throw new DriverException("the first read failed: node=" + node + ": " + e.getCause(), e.getCause());
        }
    }

    /** The kernel makes the node a moment before the disk behind it can be opened, which is answered with ENXIO: false then. */
    private static boolean read(Path node) throws IOException {
        Device device = Device.at(node);
        try (DeviceChannel channel = device.open(Access.READ_ONLY)) {
            channel.readFully(0, IoBuffer.ofSize(PAGE));
            return true;
        } catch (ErrnoException e) {
            if (e.errno().equals(Errno.ENXIO)) { return false; }
            throw e;
        }
    }
}
