package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
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
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/013: partitions that were announced by hand (BLKPG) on a device attached without scanning are gone when it is detached.
 *
 * <p>Guards c4f4c0fc551c "loop: remove manually added partitions on detach". On a device of its own, with udev stopped; about 1 s.
 * Needs neither sfdisk nor partx.
 */
@Upstream(id = "loop/013", revision = "a608cb5", guards = "c4f4c0fc551c")
@Needs(modules = "loop")
public interface Loop013PartitionsGoOnDetach {

    @LoopTest @Quick
    default void loop013_partitionsAddedByHandGoWithTheFile(Loops loops, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        Extent extent = new Extent(2048, 2048);
        Path image = Images.partitioned(folder.resolve("image"), ByteSize.mib(3), PartitionTable.gpt(extent));
        try (var _ = Udev.pause(); var loop = loops.attach(image)) {
            Device disk = loop.device();
            Partitions.add(disk, 1, extent);
            assertThat(Partitions.inSysfs(disk)).as("partitions of %s after BLKPG", disk).containsExactly(1);

            loop.detach();
            disk.openBuffered(Access.READ_WRITE).close(); // where kernels before the fix cleaned up, or failed to

            assertThat(Partitions.inSysfs(disk)).as("partitions of %s after detaching", disk).isEmpty();
        }
    }
}
