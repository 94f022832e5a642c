package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.FaultAttributes;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.driver.RunningNullDisk;
import io.github.blkunit.driver.RunningNullModule;
import org.jspecify.annotations.Nullable;

/**
 * A disk of {@code null_blk} that mistreats requests at random: through configfs, or on kernels before 6.4, which have no folders
 * for it there, by loading the module anew. Needs {@code CONFIG_BLK_DEV_NULL_BLK_FAULT_INJECTION}.
 */
public final class FaultyNullDisk implements AutoCloseable {
    private final @Nullable RunningNullDisk disk;
    private final @Nullable RunningNullModule module;
    private final Device device;

    private FaultyNullDisk(@Nullable RunningNullDisk disk, @Nullable RunningNullModule module, Device device) {
        this.disk = disk;
        this.module = module;
        this.device = device;
    }

    /** What is done to a request. */
    public enum Fault {
        /** It is never completed. */
        TIMEOUT("timeout"),
        /** It is given back, to be queued again. */
        REQUEUE("requeue");

        private final String parameter;

        Fault(String parameter) { this.parameter = parameter; }
    }

    /**
     * Makes the disk.
     *
     * @param percent how many of its requests meet the fault
     */
    public static FaultyNullDisk create(Fault fault, int percent) throws DriverException, InterruptedException {
        FaultAttributes faults = FaultAttributes.percent(percent);
        try {
            RunningNullDisk disk = (fault == Fault.TIMEOUT ? new NullDisk().timeouts(faults) : new NullDisk().requeues(faults))
                    .create();
            return new FaultyNullDisk(disk, null, disk.device());
        } catch (DriverException e) {
            if (ModuleUse.obstacle("null_blk").isPresent()) { throw e; }
            // interval, probability, space, times
            RunningNullModule module = NullBlk.module().with(fault.parameter, "1," + percent + ",0,-1").load();
            return new FaultyNullDisk(null, module, module.disks().getFirst());
        }
    }

    public Device device() { return device; }

    @Override
    public void close() throws DriverException {
        if (disk != null) { disk.close(); }
        if (module != null) { module.close(); }
    }
}
