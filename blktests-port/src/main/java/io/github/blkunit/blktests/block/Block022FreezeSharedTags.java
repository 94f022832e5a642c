package io.github.blkunit.blktests.block;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.CpuAffinity;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Workers;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.driver.RunningNullDisk;
import java.io.IOException;

/**
 * block/022: disks that share their tags can be made and taken away on two CPUs at once; freezing their queues does not hang.
 *
 * <p>Guards 7996a8b5511a "blk-mq: fix hang caused by freeze/unfreeze sequence". On two disks of a null_blk that it loads anew,
 * each switched on and off from a CPU of its own, for 3 s unless {@link Timeout} says otherwise.
 */
@Upstream(id = "block/022", revision = "a608cb5", guards = "7996a8b5511a")
@Needs(loadable = "null_blk", parameters = "null_blk/shared_tags", cpus = 2)
public interface Block022FreezeSharedTags {

    @BlockTest @Timed
    default void block022_disksWithSharedTagsComeAndGoAtOnce() throws IOException, DriverException, InterruptedException {
        try (var _ = NullBlk.module().devices(0).sharedTags().load();
                var one = new NullDisk().configure();
                var other = new NullDisk().configure();
                var workers = new Workers()) {
            workers.repeat("switches a disk on and off on CPU 0", () -> onAndOff(one, 0));
            workers.repeat("switches a disk on and off on CPU 1", () -> onAndOff(other, 1));
            assertThat(workers.runFor(Timeout.orElse(ofSeconds(3)))).as("rounds of the slower worker").isPositive();
        }
    }

    private static void onAndOff(RunningNullDisk disk, int cpu) throws DriverException {
        CpuAffinity.pinTo(cpu);
        disk.power(true);
        disk.power(false);
    }
}
