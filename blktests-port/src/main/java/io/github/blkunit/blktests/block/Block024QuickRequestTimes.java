package io.github.blkunit.blktests.block;

import static io.github.blkunit.driver.NullDisk.Completion.TIMER;

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
 * block/024: the kernel accounts the time of requests that are much quicker than its clock ticks, reads and writes apart.
 *
 * <p>Guards b57e99b4b8b0 "block: use nanosecond resolution for iostat". On a null_blk of its own whose requests take half a
 * millisecond; about 3 s. Upstream rounds the account of 1500 requests to seconds; this test wants that of 500 between what the
 * disk takes and what the callers have waited, see {@link AccountedIo}.
 */
@Upstream(id = "block/024", revision = "a608cb5", guards = "b57e99b4b8b0")
@Needs(modules = "null_blk")
public interface Block024QuickRequestTimes {

    @BlockTest @Quick
    default void block024_quickRequestsAreAccounted() throws IOException, DriverException, InterruptedException {
        Duration each = Duration.ofNanos(500_000);
        try (var disk = new NullDisk().completion(TIMER).completesAfter(each).create();
                var io = AccountedIo.on(disk.device(), each)) {
            io.assertAccounted("at first");
            io.read(500);
            io.assertAccounted("after the reads");
            io.write(500);
            io.assertAccounted("after the reads and writes");
            io.readAndWriteTwice(500, 600);
            io.assertAccounted("after reads and writes at the same time");
        }
    }
}
