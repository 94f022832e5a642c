package io.github.blkunit.blktests.subject;

import io.github.blkunit.Device;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.ublk.control.DeviceState;
import java.time.Duration;

/** A device that a ublk server serves, or served. Closing deletes it and ends the server, as far as that has not been done. */
public interface UblkDisk extends AutoCloseable {
    /** The N of {@code /dev/ublkbN}. */
    int id();

    /** The disk. */
    Device device();

    /** The server's process. */
    ProcessHandle server();

    /** What state the kernel says the device is in. */
    DeviceState state();

    /** Deletes the device, whatever its server does. */
    void delete() throws DriverException;

    /** Waits for the server's process to end. Returns whether it did. */
    boolean awaitServersEnd(Duration deadline) throws InterruptedException;

    @Override
    void close() throws DriverException;
}
