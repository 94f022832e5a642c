package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.LoopFlag;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Images;
import io.github.blkunit.blktests.support.KernelUevents;
import io.github.blkunit.blktests.support.KernelUevents.Uevent;
import io.github.blkunit.blktests.support.PartitionTable;
import io.github.blkunit.blktests.support.PartitionTable.Extent;
import io.github.blkunit.blktests.support.Race;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/012: attaching with LO_FLAGS_PARTSCAN under a running udev scans the partitions once: not more "add" and "remove" events of
 * the partition than times attached.
 *
 * <p>Guards a race between udev's scan and the driver's own, which udev avoids from systemd {@value #SYSTEMD} on. On a device of
 * its own; 5 s ({@link Timeout}). Needs no sfdisk.
 */
@Upstream(id = "loop/012", revision = "a608cb5")
@Needs(modules = "loop", programs = "udevadm")
public interface Loop012OneScan {
    int SYSTEMD = 259;

    @LoopTest @Timed
    default void loop012_aPartitionIsAddedAndRemovedOncePerAttachedFile(Loops loops, @TempDir Path folder, TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        int systemd = Udev.version();
        assumeTrue(systemd >= SYSTEMD, () -> "systemd is older than " + SYSTEMD + ": " + systemd);
        Path image = Images.partitioned(folder.resolve("image"), ByteSize.mib(3), PartitionTable.gpt(new Extent(2048, 2048)));
        Device node = loops.free();
        var race = new Race();
        var attached = race.thread("attach", () -> loops.attach(node, image, LoopFlag.SCAN_PARTITIONS).detach());
        try (var events = KernelUevents.listen(node)) {
            race.run(Timeout.orElse(Duration.ofSeconds(5)));
            Udev.settle();

            reporter.publishEntry("loop/012", "attached=" + attached);
            String partition = "/devices/virtual/block/" + node.name() + "/" + node.name() + "p1";
            assertThat(attached.get()).as("times attached; stopped: %s", race.stopped()).isPositive();
            for (String action : new String[] {"add", "remove"}) {
                assertThat(events.soFar().stream().filter(new Uevent(action, partition)::equals).count()).as("events '%s' of %s",
                        action, partition).isLessThanOrEqualTo(attached.get());
            }
        }
    }
}
