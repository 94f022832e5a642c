package io.github.blkunit.blktests.block;

import static java.time.Duration.ofMinutes;

import io.github.blkunit.ByteSize;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.FaultyNullDisk;
import io.github.blkunit.blktests.support.Workers;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;

/**
 * block/014: requests that the driver never completes run into their time-outs, under every scheduler, without a crash or a hang.
 *
 * <p>Upstream names no fix that it guards. On a null_blk of its own that forgets every other request; needs a kernel with
 * {@code CONFIG_BLK_DEV_NULL_BLK_FAULT_INJECTION}. 100 readers with 4 reads each; their errors count for nothing. Up to 20 s
 * per scheduler.
 */
@Upstream(id = "block/014", revision = "a608cb5")
@Needs(modules = "null_blk", parameters = "null_blk/timeout")
public interface Block014Timeouts {

    @BlockTest
    default void block014_readsThatAreNeverCompletedTimeOut() throws IOException, DriverException, InterruptedException {
        try (var faulty = FaultyNullDisk.create(FaultyNullDisk.Fault.TIMEOUT, 50)) {
            var queue = faulty.device().queue();
            for (String scheduler : queue.schedulers()) {
                queue.scheduler(scheduler);
                try (var readers = new Workers(); var disk = faulty.device().open(Access.READ_ONLY)) {
                    for (int i = 0; i < 100; i++) { readers.repeat("reads " + i, 4, () -> readIgnoringErrors(disk)); }
                    readers.runFor(TimeScale.deadline(ofMinutes(2)));
                }
            }
        }
    }

    private static void readIgnoringErrors(DeviceChannel disk) throws IOException {
        try {
            disk.read(0, IoBuffer.ofSize(ByteSize.kib(4)));
        } catch (ErrnoException timedOut) {
            // what a request that timed out looks like; only a crash or a hang is a failure
        }
    }
}
