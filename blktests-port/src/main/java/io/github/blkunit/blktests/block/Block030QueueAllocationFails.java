package io.github.blkunit.blktests.block;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.FaultAttributes;
import io.github.blkunit.driver.NullDisk;
import java.time.Duration;
import org.junit.jupiter.api.TestReporter;

/**
 * block/030: when a hardware queue cannot be set up while their number grows, the kernel keeps the queues it has and goes on.
 *
 * <p>Guards d0930bb8f46b "blk-mq: Fix a recently introduced regression in blk_mq_realloc_hw_ctxs()". On a null_blk of its own
 * of whose queue set-ups one in so many as there are CPUs fails, so that in 100 rounds the failure wanders through all places;
 * needs a kernel with {@code CONFIG_BLK_DEV_NULL_BLK_FAULT_INJECTION}. What fails is the kernel's log. Up to a minute.
 */
@Upstream(id = "block/030", revision = "a608cb5", guards = "d0930bb8f46b")
@Needs(modules = "null_blk", parameters = "null_blk/init_hctx")
public interface Block030QueueAllocationFails {
    /** Changes of the number of queues. */
    int ROUNDS = 100;

    @BlockTest @Quick
    default void block030_theKernelSurvivesQueuesThatCannotBeSetUp(TestReporter reporter)
            throws DriverException, InterruptedException {
        int cpus = Runtime.getRuntime().availableProcessors();
        var failing = new NullDisk().completesAfter(Duration.ZERO).logicalBlockSize(512).size(ByteSize.mib(16)).queues(cpus)
                .memoryBacked().queueFailures(new FaultAttributes(100, cpus, -1, cpus + 1));
        int refused = 0;
        try (var disk = failing.create()) {
            for (int round = 0; round < ROUNDS; round++) {
                disk.set("submit_queues", "1");
                try {
                    disk.set("submit_queues", Integer.toString(cpus));
                } catch (DriverException injected) {
                    refused++;
                }
            }
        }
        reporter.publishEntry("refused changes", Integer.toString(refused));
    }
}
