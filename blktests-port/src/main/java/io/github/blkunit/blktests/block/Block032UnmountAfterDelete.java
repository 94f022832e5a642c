package io.github.blkunit.blktests.block;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.blktests.support.Xfs;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * block/032: a file system whose disk has been deleted can be unmounted.
 *
 * <p>Upstream names no fix that it guards. XFS on a SCSI disk of its own; about 5 s.
 */
@Upstream(id = "block/032", revision = "a608cb5")
@Needs(modules = {"sd_mod", "xfs"}, loadable = "scsi_debug", programs = "mkfs.xfs")
public interface Block032UnmountAfterDelete {

    @BlockTest @Quick
    default void block032_aFileSystemOutlivesItsDisk(@TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        try (var scsi = new ScsiDebug().size(ByteSize.mib(300)).load()) {
            try (var _ = Xfs.mountNew(scsi.disk(), folder.resolve("mounted"))) {
                scsi.first().delete();
                Udev.settle();
            } // unmounts
        }
    }
}
