package io.github.blkunit.driver;

/**
 * Brings a block device up in the guest. An implementation has a public constructor without parameters and runs inside the
 * virtual machine, as root, in the JVM of the tests; it may load modules, write to configfs or start a server.
 */
public interface Driver {

    /** A short name for test trees and reports, such as {@code null_blk}. */
    String name();

    /**
     * Brings a device up and returns when its node exists and a read of it answers.
     *
     * @throws DriverException if the device does not come up; the message names what failed and what to do
     * @throws InterruptedException if the run is cancelled meanwhile; nothing is left behind
     */
    RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException;
}
