package io.github.blkunit.blktests.block;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.FioProfiles;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.fio.Direction;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.TestReporter;

/**
 * block/005: the I/O scheduler can be switched at any time while requests are under way; no request fails and none is lost.
 *
 * <p>Against the given device: one random reader per CPU, a random scheduler every 0.2 s, for 3 s unless {@link Timeout} says
 * otherwise. The seed of the choice is reported. Upstream names no fix that it guards.
 */
@Upstream(id = "block/005", revision = "a608cb5")
@Needs(programs = "fio")
public interface Block005SchedulerSwitching {

    @BlockTest @Timed @CanBeZoned
    default void block005_readsSurviveSwitchingTheScheduler(Device device, TestReporter reporter)
            throws IOException, InterruptedException {
        assumeTrue(device.queue().has("scheduler"), () -> device + " does not have sysfs attribute queue/scheduler");
        var schedulers = device.queue().schedulers();
        long seed = System.nanoTime();
        reporter.publishEntry("seed", Long.toString(seed));
        var choice = new Random(seed);
        var reads = FioProfiles.randomReads(device).atMost(Timeout.orElse(ofSeconds(3)));

        int switches = 0;
        try (var _ = device.queue().save("scheduler"); var running = reads.startOn(device)) {
            while (!running.hasEnded(ofMillis(200))) {
                device.queue().scheduler(schedulers.get(choice.nextInt(schedulers.size())));
                switches++;
            }
            var result = running.await();
            assertThat(result).hasNoErrors().iops().isGreaterThan(0);
            Metrics.iops(reporter, Direction.READ, result);
        }
        assertThat(switches).as("switches while fio ran").isPositive();
    }
}
