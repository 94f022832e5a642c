package io.github.blkunit.blktests.block;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Workers;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import org.junit.jupiter.api.TestReporter;

/**
 * block/039: the page cache's block size can change while the device is read through it.
 *
 * <p>Guards c0e473a0d226 "block: fix race between set_blocksize and read paths". On a null_blk of its own; BLKBSZSET to 4 KiB
 * and 8 KiB in turn every 0.1 s during buffered reads, for 3 s (10 s upstream) unless {@link Timeout} says otherwise. Skipped
 * where 8 KiB are refused.
 */
@Upstream(id = "block/039", revision = "a608cb5", guards = "c0e473a0d226")
@Needs(modules = "null_blk", programs = "fio")
public interface Block039BlockSizeUnderReads {

    @BlockTest @Timed @CanBeZoned
    default void block039_readsSurviveAChangeOfTheBlockSize(TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        var time = Timeout.orElse(ofSeconds(3));
        try (var disk = Zoned.ifWanted(new NullDisk()).create();
                var channel = disk.device().openBuffered(Access.READ_WRITE);
                var workers = new Workers()) {
            assumeTrue(takes(channel, 8192), "the kernel does not support block sizes larger than 4kb");
            // One worker for both sizes: BLKBSZSET claims the device meanwhile, so that a second one would get EBUSY.
            workers.repeat("sets the block size", () -> {
                for (int size : new int[] {4096, 8192}) {
                    workers.pause(ofMillis(100));
                    channel.ioctls().softBlockSize(size);
                }
            });
            var result = Fio.randread("4k").named("reads").ioengine("psync").buffered().runtime(time).on(disk.device());
            assertThat(workers.stop()).as("changes while fio ran").isPositive();
            Metrics.iops(reporter, Direction.READ, result);
        }
    }

    private static boolean takes(DeviceChannel channel, int size) throws IOException {
        try {
            channel.ioctls().softBlockSize(size);
            return true;
        } catch (ErrnoException e) {
            if (e.errno().equals(Errno.EINVAL)) { return false; }
            throw e;
        }
    }
}
