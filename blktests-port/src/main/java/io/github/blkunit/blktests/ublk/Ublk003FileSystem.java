package io.github.blkunit.blktests.ublk;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.UblkTest;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.Ublk;
import io.github.blkunit.blktests.subject.Ublk.Crash;
import io.github.blkunit.blktests.subject.UblkRounds;
import io.github.blkunit.blktests.support.Mount;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.ublk.control.DeviceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * ublk/003: a file system can be made on a ublk disk and mounted, and keeps a file.
 *
 * <p>On a device of its own whose server keeps the data in a sparse file; about 3 s. Upstream asks only for the mounted file system's
 * type. It names no fix that it guards.
 */
@Upstream(id = "ublk/003", revision = "a608cb5")
@Needs(modules = "ublk_drv", programs = "mkfs.ext4")
public interface Ublk003FileSystem {

    @UblkTest @Quick
    default void ublk003_aFileSystemOnAUblkDiskCanBeMounted(Ublk ublk, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        try (var disk = ublk.add(UblkRounds.loop(folder), Crash.ENDS_IT)) {
            assertThat(disk.state()).isEqualTo(DeviceState.LIVE);
            Command.of("mkfs.ext4", "-q", "-F", disk.device().path().toString()).runOrFail(TimeScale.deadline(ofSeconds(60)));
            Path mounted = Files.createDirectory(folder.resolve("mounted"));
            try (var mount = Mount.of(disk.device(), mounted)) {
                assertThat(mount.type()).as("type of the file system").isEqualTo("ext4");
                Files.writeString(mounted.resolve("file"), "kept");
            }
            try (var mount = Mount.of(disk.device(), mounted)) {
                assertThat(mount.folder().resolve("file")).hasContent("kept");
            }
        }
    }
}
