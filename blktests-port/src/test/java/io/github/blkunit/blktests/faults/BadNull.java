package io.github.blkunit.blktests.faults;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.driver.RunningNullDisk;

/** A null_blk that keeps what is written and discards; every block from some place on is bad, so that a request that touches one fails with EIO. At most
 * 128 MiB, more bad blocks the kernel does not keep. */
public class BadNull implements Driver {
    private final ByteSize good;

    /** All of it is bad. */
    public BadNull() { this(new ByteSize(0)); }

    /** @param good what works at the device's beginning */
    protected BadNull(ByteSize good) { this.good = good; }

    @Override
    public String name() { return "bad-null"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        RunningNullDisk disk = NullBlk.configfs().size(configuration.size()).queues(configuration.queues()).depth(configuration
                .depth()).logicalBlockSize(configuration.logicalBlockSize()).pollQueues(0).memoryBacked().discard().create();
        disk.addBadBlocks(good.sectors(), configuration.size().sectors() - 1);
        return disk;
    }
}
