package io.github.blkunit.blktests.block;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Destructive;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.FioProfiles;
import io.github.blkunit.blktests.support.Metrics;
import io.github.blkunit.blktests.support.PciFunction;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.fio.Direction;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.TestReporter;

/**
 * block/011: a PCI disk whose bus mastering is switched off and on while requests are under way fails requests, but recovers.
 *
 * <p>Against the given device, which must be a PCI function of which nothing is mounted; otherwise skipped. Random readers, who
 * do not mind errors, while the bus-master bit goes off and on every 0.2 s, for 5 s unless {@link Timeout} says otherwise; a
 * disk that is dead afterwards is removed and found again. Upstream names no fix that it guards; it uses setpci, this test the
 * function's {@code config} file.
 */
@Upstream(id = "block/011", revision = "a608cb5")
@Needs(programs = "fio")
public interface Block011BusMasterOff {

    @BlockTest @Timed @CanBeZoned @Destructive
    default void block011_aDiskSurvivesLosingTheBus(Device device, TestReporter reporter) throws IOException,
            InterruptedException {
        var function = PciFunction.of(device);
        assumeTrue(function.isPresent(), () -> device + " is not a PCI device");
        assumeFalse(function.get().hasMounts(), () -> "a disk of " + function.get() + " is mounted");
        var reads = FioProfiles.randomReads(device).atMost(Timeout.orElse(ofSeconds(5))).toleratingErrors().option("ignore_error",
                "EIO:ENXIO:ENODEV");

        try (var running = reads.startOn(device)) {
            while (!running.hasEnded(ofMillis(200))) {
                function.get().busMaster(false);
                running.hasEnded(ofMillis(200));
                function.get().busMaster(true);
            }
            Metrics.iops(reporter, Direction.READ, running.await());
        } finally {
            function.get().busMaster(true);
            function.get().reviveDisk(device);
        }
    }
}
