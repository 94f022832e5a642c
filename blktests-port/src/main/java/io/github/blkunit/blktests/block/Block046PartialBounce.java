package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.PinnedPage;
import io.github.blkunit.blktests.support.Setting;
import io.github.blkunit.blktests.support.Xfs;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.LibC;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.io.TempDir;

/**
 * block/046: a direct read that is bounced and fails half-way lets go of the pages that it had pinned once, not twice.
 *
 * <p>Guards df308a145856 "block: fix aligning of bounced dio read bios". XFS on a null_blk of its own whose pages must be
 * stable; a page that io_uring holds must still be held after the read. About 5 s.
 */
@Upstream(id = "block/046", revision = "a608cb5", guards = "df308a145856")
@Needs(modules = {"null_blk", "xfs"}, options = {"IO_URING", "PROC_PAGE_MONITOR"}, programs = "mkfs.xfs")
public interface Block046PartialBounce {

    @BlockTest @Quick
    default void block046_aFailedReadReleasesEachPageOnce(@TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        try (var disk = new NullDisk().size(ByteSize.mib(300)).memoryBacked().create(); var _ = Setting.ioUringAllowed()) {
            assumeTrue(takesStableWrites(disk.device()), "null_blk does not support stable_writes");
            try (var mount = Xfs.mountNew(disk.device(), folder.resolve("mounted"))) {
                Path file = mount.folder().resolve("file");
                try (var written = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    written.write(ByteBuffer.allocate(1 << 20));
                    written.force(true);
                }
                assertHeldAfterFailedRead(file, disk.device().logicalBlockSize());
            }
        }
    }

    private static void assertHeldAfterFailedRead(Path file, int block) throws IOException {
        try (var page = PinnedPage.create(); var disk = Device.at(file).open(Access.READ_ONLY)) {
            assertThat(page.readPartly(disk, block)).as("a read of which the last piece cannot be reached").isEqualTo(-new Errno(
                    LibC.EFAULT()).number());
            page.dropOwnMapping();
            assertThat(page.isHeld()).as("the page that io_uring holds is in use").isTrue();
        }
    }

    private static boolean takesStableWrites(Device device) throws IOException {
        try {
            device.queue().set("stable_writes", 1);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }
}
