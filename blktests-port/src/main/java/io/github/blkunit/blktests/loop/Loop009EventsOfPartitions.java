package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.LoopFlag;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Images;
import io.github.blkunit.blktests.support.KernelUevents;
import io.github.blkunit.blktests.support.KernelUevents.Uevent;
import io.github.blkunit.blktests.support.PartitionTable;
import io.github.blkunit.blktests.support.PartitionTable.Extent;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/009: LOOP_CONFIGURE with LO_FLAGS_PARTSCAN announces the partitions it finds: an "add" event each.
 *
 * <p>Guards "loop: LOOP_CONFIGURE: send uevents for partitions". On a device of its own; about 2 s. udev, whose own scan would send
 * the same events, is stopped meanwhile; upstream gives it a rule instead. Needs no sfdisk.
 */
@Upstream(id = "loop/009", revision = "a608cb5")
@Needs(modules = "loop", programs = "udevadm")
public interface Loop009EventsOfPartitions {

    @LoopTest @Quick
    default void loop009_attachingAnnouncesThePartitions(Loops loops, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        Path image = Images.partitioned(folder.resolve("image"), ByteSize.mib(3), PartitionTable.gpt(new Extent(2048, 2048)));
        Device free = loops.free();
        try (var _ = Udev.pause(); var events = KernelUevents.listen(free)) {
            try (var loop = loops.attach(free, image, LoopFlag.SCAN_PARTITIONS)) {
                String disk = loop.device().name();
                var added = new Uevent("add", "/devices/virtual/block/" + disk + "/" + disk + "p1");
                assertThat(events.await(added, TimeScale.deadline(Duration.ofSeconds(5))))
                        .as("%s came; all events: %s", added, events.soFar()).isTrue();
            }
        }
    }
}
