package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.LoopFlag;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Images;
import io.github.blkunit.blktests.support.PartitionTable;
import io.github.blkunit.blktests.support.PartitionTable.Extent;
import io.github.blkunit.blktests.support.Partitions;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/001: the partitions in a file appear when it is attached with LO_FLAGS_PARTSCAN, and are gone when it is detached.
 *
 * <p>Guards e02898b42380 "loop: fix LO_FLAGS_PARTSCAN hang" and 758a58d0bc67 "loop: set GENHD_FL_NO_PART_SCAN after
 * blkdev_reread_part()". On a device of its own; about 1 s. Needs no parted: the partition table is written by the test.
 */
@Upstream(id = "loop/001", revision = "a608cb5", guards = {"e02898b42380", "758a58d0bc67"})
@Needs(modules = "loop")
public interface Loop001PartitionsComeAndGo {

    @LoopTest @Quick
    default void loop001_partitionsAreThereWhileTheFileIsAttached(Loops loops, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        Path image = Images.partitioned(folder.resolve("image"), ByteSize.gib(1),
                PartitionTable.mbr(new Extent(2048, 1_046_528), new Extent(1_048_576, 1_048_576)));
        try (var loop = loops.attach(image, LoopFlag.SCAN_PARTITIONS)) {
            Device disk = loop.device();
            Udev.settle();
            assertThat(Partitions.inSysfs(disk)).as("partitions of %s in sysfs while attached", disk).containsExactly(1, 2);
            assertThat(Partitions.nodes(disk)).as("nodes of partitions of %s while attached", disk).containsExactly(1, 2);
            assertThat(Partitions.of(disk, 2).size()).as("size of partition 2").isEqualTo(ByteSize.mib(512));
            loop.detach();
            Udev.settle();
            assertThat(Partitions.inSysfs(disk)).as("partitions of %s in sysfs after detaching", disk).isEmpty();
            assertThat(Partitions.nodes(disk)).as("nodes of partitions of %s after detaching", disk).isEmpty();
        }
    }
}
