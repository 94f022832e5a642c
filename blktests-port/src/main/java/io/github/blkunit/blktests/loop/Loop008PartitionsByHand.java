package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Images;
import io.github.blkunit.blktests.support.PartitionTable;
import io.github.blkunit.blktests.support.PartitionTable.Extent;
import io.github.blkunit.blktests.support.Partitions;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/008: a disk image attached without partition scanning can be partitioned through the loop device, as parted does it: table
 * written, partition announced with BLKPG; the partition takes a file system.
 *
 * <p>Guards b9684a71fca7 "block, loop: support partitions without scanning". On a device of its own; about 2 s. Needs no parted.
 */
@Upstream(id = "loop/008", revision = "a608cb5", guards = "b9684a71fca7")
@Needs(modules = "loop", programs = "mkfs.vfat")
public interface Loop008PartitionsByHand {
    Duration FORMATTING = Duration.ofMinutes(1);

    @LoopTest @Quick
    default void loop008_aPartitionAddedByHandTakesAFileSystem(Loops loops, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        ByteSize size = ByteSize.mib(16);
        Extent extent = new Extent(2048, size.sectors() - 2 * 2048);
        try (var loop = loops.attach(Images.sparse(folder.resolve("image"), size))) {
            PartitionTable.gpt(extent).writeTo(loop.device().path(), size);
            Udev.settle();
            assertThat(Partitions.inSysfs(loop.device())).as("partitions of a device that is not scanned").isEmpty();

            Partitions.add(loop.device(), 1, extent);
            Udev.settle();

            assertThat(Partitions.nodes(loop.device())).as("nodes of partitions").containsExactly(1);
            var partition = Partitions.of(loop.device(), 1);
            assertThat(partition.size().sectors()).as("sectors of the partition").isEqualTo(extent.sectors());
            Command.of("mkfs.vfat", partition.path().toString()).runOrFail(FORMATTING);
        }
    }
}
