package io.github.blkunit.blktests.block;

import static io.github.blkunit.driver.NullDisk.Completion.TIMER;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.DirectIo;
import io.github.blkunit.blktests.support.InFlight;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import java.io.IOException;
import java.time.Duration;

/**
 * block/017: a request counts as in flight from its submission until its completion, in all three places that the kernel shows
 * it.
 *
 * <p>Guards bf0ddaba65dd "blk-mq: fix sysfs inflight counter". On a disk of its own; about 2 s. Skipped, not failed, on a machine
 * too slow to read the counters before the first request completes.
 */
@Upstream(id = "block/017", revision = "a608cb5", guards = "bf0ddaba65dd")
@Needs(modules = "null_blk")
public interface Block017InFlightCounters {

    @BlockTest @Quick @CanBeZoned
    default void block017_countersFollowPendingRequests() throws IOException, DriverException, InterruptedException {
        var timer = Zoned.ifWanted(new NullDisk().completion(TIMER));
        var pending = ofMillis(500).plus(timeToRead(timer).multipliedBy(2)); // both readings fit in while the timer runs
        try (var disk = timer.completesAfter(pending).create(); var io = DirectIo.on(disk.device())) {
            var read = io.submitRead(0, ByteSize.kib(4));
            var withRead = InFlight.of(disk.device());
            var write = io.submitWrite(0, ByteSize.kib(4));
            var withBoth = InFlight.of(disk.device());
            assumeTrue(read.isPending(), "the read completed before the last counter was read: the machine is too slow");
            assertThat(withRead).as("a read is pending").isEqualTo(new InFlight(1, 0, 1, 1));
            assertThat(withBoth).as("a read and a write are pending").isEqualTo(new InFlight(1, 1, 2, 2));

            read.await(pending.multipliedBy(20));
            write.await(pending.multipliedBy(20));
            assertThat(InFlight.of(disk.device())).as("both are done").isEqualTo(InFlight.NONE);
        }
    }

    private static Duration timeToRead(NullDisk timer) throws IOException, DriverException, InterruptedException {
        try (var disk = timer.completesAfter(ofMillis(1)).create(); var io = DirectIo.on(disk.device())) {
            long start = System.nanoTime();
            io.submitRead(0, ByteSize.kib(4)).await(ofSeconds(60));
            InFlight.of(disk.device());
            io.submitWrite(0, ByteSize.kib(4)).await(ofSeconds(60));
            InFlight.of(disk.device());
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
