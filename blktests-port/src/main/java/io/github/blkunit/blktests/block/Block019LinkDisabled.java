package io.github.blkunit.blktests.block;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Destructive;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.FioProfiles;
import io.github.blkunit.blktests.support.PciFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/**
 * block/019: a PCI disk whose link goes down while requests are under way, and comes up again, neither crashes nor hangs the
 * kernel.
 *
 * <p>Against the given device, which must sit in a PCI Express slot that can lose its card; otherwise skipped. Random readers
 * for 10 s, the link down after a third of it, up again after another. Upstream names no fix that it guards; it uses setpci,
 * this test the bridge's {@code config} file.
 */
@Upstream(id = "block/019", revision = "a608cb5")
@Needs(programs = "fio")
public interface Block019LinkDisabled {

    @BlockTest @Quick @CanBeZoned @Destructive
    default void block019_aDiskSurvivesLosingItsLink(Device device) throws IOException, InterruptedException {
        var function = PciFunction.of(device);
        assumeTrue(function.isPresent(), () -> device + " is not a PCI device");
        var bridge = function.get().hotPlugParent();
        assumeTrue(bridge.isPresent(), () -> device + " is not in a hot pluggable slot");
        Duration third = ofSeconds(5);
        var reads = FioProfiles.randomReads(device).runtime(third.multipliedBy(3)).toleratingErrors();

        try (var running = reads.startOn(device)) {
            running.hasEnded(third);
            bridge.get().linkDisabled(true);
            running.hasEnded(third);
            bridge.get().linkDisabled(false);
            assertThat(running.hasEnded(TimeScale.deadline(ofSeconds(60)))).as("fio ends").isTrue();
        } finally {
            bridge.get().linkDisabled(false);
            function.get().reviveDisk(device);
        }
    }
}
