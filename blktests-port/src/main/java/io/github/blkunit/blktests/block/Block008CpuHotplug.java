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
import io.github.blkunit.blktests.support.CpuHotplug;
import io.github.blkunit.blktests.support.FioProfiles;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.fio.Direction;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.TestReporter;

/**
 * block/008: CPUs can go offline and come back while requests are under way; no request fails and none is lost.
 *
 * <p>Against the given device: one random reader per CPU, a CPU offline or online every 0.2 s, all of them in turn, for 3 s
 * unless {@link Timeout} says otherwise. The seed of the choice is reported. Upstream names no fix that it guards.
 */
@Upstream(id = "block/008", revision = "a608cb5")
@Needs(cpus = 2, programs = "fio")
public interface Block008CpuHotplug {

    @BlockTest @Timed @CanBeZoned
    default void block008_readsSurviveCpusThatComeAndGo(Device device, TestReporter reporter)
            throws IOException, InterruptedException {
        long seed = System.nanoTime();
        reporter.publishEntry("seed", Long.toString(seed));
        // fio would pin its clock threads to every CPU that it saw at its start
        var reads = FioProfiles.randomReads(device).option("clocksource", "clock_gettime").atMost(Timeout.orElse(ofSeconds(3)));

        try (var cpus = CpuHotplug.of(new Random(seed))) {
            assumeTrue(cpus.isPossible(), "no CPU can be taken offline");
            try (var running = reads.startOn(device)) {
                while (!running.hasEnded(ofMillis(200))) { cpus.step(); }
                var result = running.await();
                assertThat(result).hasNoErrors().iops().isGreaterThan(0);
                Metrics.iops(reporter, Direction.READ, result);
            }
            assertThat(cpus.steps()).as("CPUs switched while fio ran").isPositive();
        }
    }
}
