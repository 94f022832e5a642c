package io.github.blkunit.blktests.block;

import static io.github.blkunit.driver.NullDisk.Completion.TIMER;
import static java.time.Duration.ofSeconds;

import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.AccountedIo;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import java.io.IOException;
import java.time.Duration;

/**
 * block/018: the kernel accounts the time that slow requests take, reads and writes apart, also of requests at the same time.
 *
 * <p>Upstream names no fix that it guards. On a null_blk of its own whose requests take 1 s; about 4 s. Upstream rounds the
 * account to seconds; this test wants it between what the disk takes and what the callers have waited, see {@link AccountedIo}.
 */
@Upstream(id = "block/018", revision = "a608cb5")
@Needs(modules = "null_blk")
public interface Block018SlowRequestTimes {

    @BlockTest @Quick
    default void block018_slowRequestsAreAccounted() throws IOException, DriverException, InterruptedException {
        Duration each = ofSeconds(1);
        try (var disk = new NullDisk().completion(TIMER).completesAfter(each).create();
                var io = AccountedIo.on(disk.device(), each)) {
            io.assertAccounted("at first");
            io.read(1);
            io.assertAccounted("after a read");
            io.write(1);
            io.assertAccounted("after a read and a write");
            io.readAndWriteTwice(1, 1);
            io.assertAccounted("after a read and two writes at the same time");
        }
    }
}
