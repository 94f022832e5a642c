package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.Device;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.BlockSizes;
import io.github.blkunit.blktests.support.FioProfiles;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.fio.Direction;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import org.junit.jupiter.api.TestReporter;

/**
 * block/007: reads whose submitter polls for their completion succeed, in every polling mode that the kernel has.
 *
 * <p>Against the given device: reads without polling, then with classic polling, and with the two hybrid modes where the kernel
 * still knows them (6.3 and older; later ones take any {@code io_poll_delay} and keep -1). 1 s each unless {@link Timeout} says
 * otherwise. Upstream sets no threshold and names no fix. Its fall-back for a run without devices, a null_blk, is {@code
 * @BlockDevice(driver = NullBlk.class)}.
 */
@Upstream(id = "block/007", revision = "a608cb5")
@Needs(programs = "fio")
public interface Block007PolledReads {

    @BlockTest @Timed
    default void block007_polledReadsSucceed(Device device, TestReporter reporter) throws IOException {
        Zoned.assumeNotZoned(device);
        assumeTrue(device.queue().has("io_poll_delay"), "the kernel does not support hybrid polling");
        assumeTrue(accepts(device, device.queue().number("io_poll_delay")), () -> device + " does not support hybrid polling");
        try (var _ = device.queue().save("io_poll_delay")) {
            read(device, "no poll", false, reporter);
            device.queue().set("io_poll_delay", -1);
            read(device, "classic poll", true, reporter);
            if (takes(device, 0)) { read(device, "auto hybrid poll", true, reporter); }
            if (takes(device, 4)) { read(device, "fixed hybrid poll", true, reporter); }
        }
    }

    private static boolean accepts(Device device, long delay) throws IOException {
        try {
            device.queue().set("io_poll_delay", delay);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    private static boolean takes(Device device, int delay) throws IOException {
        return accepts(device, delay) && device.queue().number("io_poll_delay") == delay;
    }

    private static void read(Device device, String mode, boolean polls, TestReporter reporter) throws IOException {
        var result = Fio.randread(BlockSizes.smallest(device)).named("reads").norandommap().size(FioProfiles.sizeFor(device))
                .ioengine("pvsync2").option("hipri", polls ? "1" : "0").atMost(Timeout.partOrElse(4, ofSeconds(1))).on(device);
        assertThat(result).hasNoErrors().iops().isGreaterThan(0);
        Metrics.iops(reporter, mode, Direction.READ, result);
        Metrics.number(reporter, mode + " read lat mean", result.in(Direction.READ).total().mean().toNanos() / 1000.0);
    }
}
