package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.driver.RunningNullDisk;
import io.github.blkunit.fio.Fio;
import java.time.Duration;

/** The disk of block/029 and 040, whose number of hardware queues changes under load. */
public final class ResizedQueues {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private ResizedQueues() {}

    /** 16 MiB, memory backed, requests that complete at once. */
    public static NullDisk newDisk() {
        return new NullDisk().completesAfter(Duration.ZERO).logicalBlockSize(512).size(ByteSize.mib(16)).memoryBacked();
    }

    /** Whether the kernel takes a change while the disk is up. */
    public static boolean isPossible(RunningNullDisk disk) {
        try {
            disk.set("submit_queues", "1");
            return true;
        } catch (DriverException e) {
            return false;
        }
    }

    /** To one queue and, a moment later, to one per CPU; a worker's round. */
    public static void shrinkAndGrow(RunningNullDisk disk, Workers workers) throws DriverException, InterruptedException {
        workers.pause(PAUSE);
        disk.set("submit_queues", "1");
        workers.pause(PAUSE);
        disk.set("submit_queues", Integer.toString(Runtime.getRuntime().availableProcessors()));
    }

    /** Synced random writes, which may fail. */
    public static Fio writes(Duration time) {
        return Fio.randwrite("4k").named("writes").ioengine("libaio").iodepth(64).option("sync", "1").option("loops", "1000000")
                .atMost(time).toleratingErrors();
    }
}
