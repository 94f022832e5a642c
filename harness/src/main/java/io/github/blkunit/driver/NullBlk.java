package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;

/**
 * The kernel's own null driver, {@code null_blk}, set up through configfs. Completes everything at once, keeps nothing.
 * For disks with other manners see {@link NullDisk}.
 */
public final class NullBlk implements Driver {

    @Override
    public String name() { return "null_blk"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        long bytes = configuration.size().bytes();
        if (bytes % ByteSize.mib(1).bytes() != 0) {
            throw new DriverException("null_blk takes sizes in MiB only: size=" + configuration.size());
        }
        RunningNullDisk disk = new NullDisk().size(configuration.size()).queues(configuration.queues()).depth(configuration
                .depth())
                .logicalBlockSize(configuration.logicalBlockSize()).with("poll_queues", "0").create(); // or there is one hardware queue more than asked for
        boolean up = false;
        try {
            FirstRead.of(disk.node());
            up = true;
            return disk;
        } finally {
            if (!up) { disk.close(); }
        }
    }
}
