package io.github.blkunit.blktests.block;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.BlkTrace;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * block/002: a disk that is deleted while blktrace is attached to it takes its folder in debugfs along once the trace ends.
 *
 * <p>Upstream names no fix that it guards. On a SCSI disk of its own; about 2 s.
 */
@Upstream(id = "block/002", revision = "a608cb5")
@Needs(modules = "sd_mod", loadable = "scsi_debug", folders = "/sys/kernel/debug/block", programs = "blktrace")
public interface Block002DeleteWhileTraced {

    @BlockTest @Quick
    default void block002_aDeletedDiskLeavesNoTraceInDebugfs(@TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        try (var scsi = new ScsiDebug().load()) {
            Device disk = scsi.disk();
            Path traced = BlkTrace.FOLDERS.resolve(disk.name());
            try (var _ = BlkTrace.on(disk, folder)) {
                scsi.first().delete();
            }
            boolean gone = Await.<RuntimeException>until(TimeScale.deadline(ofSeconds(5)), () -> !Files.exists(traced));
            assertThat(gone).as("folder %s is gone with its disk", traced).isTrue();
        }
    }
}
