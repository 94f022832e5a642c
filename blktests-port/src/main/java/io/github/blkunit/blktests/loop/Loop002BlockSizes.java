package io.github.blkunit.blktests.loop;

import static io.github.blkunit.blktests.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.LoopDisk;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/002: LOOP_SET_BLOCK_SIZE changes the logical block size of an attached loop device, one block can be written and read with
 * each, and a size that is no power of two is refused and changes nothing.
 *
 * <p>Guards f2c6df7dbf9a "loop: support 4k physical blocksize" and three fixes that followed it. On a device of its own; about 1 s.
 */
@Upstream(id = "loop/002", revision = "a608cb5", guards = "f2c6df7dbf9a")
@Needs(modules = "loop")
public interface Loop002BlockSizes {

    @LoopTest @Quick
    default void loop002_everyValidBlockSizeServesBlocksOfIt(Loops loops, @TempDir Path folder) throws IOException {
        try (var loop = loops.attach(Files.write(folder.resolve("image"), new byte[1 << 20]))) {
            assertServesBlocksOf(loop, 512);
            for (int size : new int[] {4096, 2048}) {
                loop.blockSize(size);
                assertServesBlocksOf(loop, size);
            }

            assertRefused(Errno.EINVAL, "a block size of 1234 bytes", () -> loop.blockSize(1234));
            assertThat(loop.device().logicalBlockSize()).as("block size after a refusal").isEqualTo(2048);

            for (int size : new int[] {1024, 512}) {
                loop.blockSize(size);
                assertServesBlocksOf(loop, size);
            }
        }
    }

    private static void assertServesBlocksOf(LoopDisk loop, int size) throws IOException {
        IoBuffer block = IoBuffer.filled(new ByteSize(size), 0xCD);
        try (var disk = loop.device().open(Access.READ_WRITE)) {
            disk.writeFully(0, block);
            disk.readFully(0, block.fill(0));
        }
        assertThat(block.firstOtherThan(0xCD)).as("first byte of a block of %d that is not 0xCD", size).isEqualTo(-1);
        assertThat(loop.device().logicalBlockSize()).isEqualTo(size);
    }
}
