package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.LoopFlag;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Images;
import io.github.blkunit.blktests.support.Mount;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/007: LOOP_SET_CAPACITY on a device whose file system, of blocks smaller than a page, is mounted changes nothing that the
 * file system relies on: its files can be read afterwards.
 *
 * <p>Guards 04906b2f542c "blockdev: Fix livelocks on loop device". On a device of its own; about 2 s.
 */
@Upstream(id = "loop/007", revision = "a608cb5", guards = "04906b2f542c")
@Needs(modules = "loop", programs = "mkfs.ext4")
public interface Loop007RefreshWhileMounted {
    Duration FORMATTING = Duration.ofMinutes(1);

    @LoopTest @Quick
    default void loop007_theFileSystemSurvivesANewLookAtTheSize(Loops loops, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        Path image = Images.sparse(folder.resolve("image"), ByteSize.gib(1));
        try (var loop = loops.attach(image, LoopFlag.SCAN_PARTITIONS)) {
            Command.of("mkfs.ext4", "-q", "-b", "1024", loop.device().path().toString()).runOrFail(FORMATTING);
            try (var mount = Mount.of(loop.device(), Files.createDirectory(folder.resolve("mounted")))) {
                loop.refreshCapacity();
                assertThat(mount.folder()).isDirectoryContaining("glob:**/lost+found");
                assertThat(loop.device().size()).as("size after a new look at it").isEqualTo(ByteSize.gib(1));
            }
        }
    }
}
