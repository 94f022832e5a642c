package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.BlockSizes;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.TestReporter;

/**
 * block/005: the I/O scheduler can be switched at any time while requests are under way; no request fails and none is lost.
 *
 * <p>Against the given device: one random reader per CPU, a random scheduler every 0.2 s, at most 10 s
 * ({@link io.github.blkunit.TimeScale}). The seed of the choice is reported. Upstream names no fix that it guards.
 */
@Upstream(id = "block/005", revision = "a608cb5")
@Needs(programs = "fio")
public interface Block005SchedulerSwitching {

    @BlockTest @Timed
    default void block005_readsSurviveSwitchingTheScheduler(Device device, TestReporter reporter)
            throws IOException, InterruptedException {
        assumeTrue(device.queue().has("scheduler"), () -> device + " does not have sysfs attribute queue/scheduler");
        var schedulers = device.queue().schedulers();
        long seed = System.nanoTime();
        reporter.publishEntry("block/005 seed", Long.toString(seed));
        var choice = new Random(seed);
        ByteSize each = device.queue().number("rotational") == 0 ? ByteSize.gib(1) : ByteSize.mib(32);
        var reads = Fio.randread(BlockSizes.smallest(device)).named("reads").ioengine("psync").norandommap()
                .numjobs(Runtime.getRuntime().availableProcessors()).size(each).atMost(ofSeconds(10));

        int switches = 0;
        try (var _ = device.queue().save("scheduler"); var running = reads.startOn(device)) {
            while (!running.hasEnded(ofMillis(200))) {
                device.queue().scheduler(schedulers.get(choice.nextInt(schedulers.size())));
                switches++;
            }
            assertThat(running.await()).hasNoErrors().iops().isGreaterThan(0);
        }
        assertThat(switches).as("switches while fio ran").isPositive();
    }
}
