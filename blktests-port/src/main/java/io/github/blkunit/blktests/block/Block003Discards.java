package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Destructive;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.BlockSizes;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import org.junit.jupiter.api.TestReporter;

/**
 * block/003: the device answers discards of every size from 4 KiB to 4 GiB, at random places, without an error.
 *
 * <p>Against the given device, whose content is lost; skipped if it cannot discard or has zones. As many bytes as the device
 * has, in up to 200 000 discards, for at most 3 s unless {@link Timeout} says otherwise: a small device is done in some
 * milliseconds. Upstream names no fix that it guards.
 */
@Upstream(id = "block/003", revision = "a608cb5")
@Needs(programs = "fio")
public interface Block003Discards {

    @BlockTest @Timed @Destructive
    default void block003_discardsOfEverySizeSucceed(Device device, TestReporter reporter) throws IOException {
        Zoned.assumeNotZoned(device);
        assumeTrue(device.queue().number("discard_max_bytes") > 0, () -> device + " does not support discard");

        var discards = Fio.randtrim(BlockSizes.range(device, "4g")).named("discards").ioengine("psync").norandommap()
                .requests(200_000).atMost(Timeout.orElse(ofSeconds(3)));

        var result = discards.on(device);
        assertThat(result).hasNoErrors().iops(Direction.TRIM).isGreaterThan(0);
        Metrics.iops(reporter, Direction.TRIM, result);
    }
}
