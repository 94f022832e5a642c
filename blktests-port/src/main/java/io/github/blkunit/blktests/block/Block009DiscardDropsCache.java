package io.github.blkunit.blktests.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;

/**
 * block/009: a discard drops what the page cache holds of the discarded blocks, also what is dirty: reads give zeroes at once,
 * and nothing old is written back later.
 *
 * <p>Guards 351499a172c0 "block: Invalidate cache on discard v2". On a SCSI disk of its own that zeroes what it discards;
 * seconds.
 */
@Upstream(id = "block/009", revision = "a608cb5", guards = "351499a172c0")
@Needs(modules = "sd_mod", loadable = "scsi_debug")
public interface Block009DiscardDropsCache {
    /** Capacity of the disk. */
    ByteSize SIZE = ByteSize.mib(32);

    @BlockTest
    default void block009_aDiscardedDiskReadsAsZeroes() throws IOException, DriverException, InterruptedException {
        try (var scsi = new ScsiDebug().size(SIZE).unmapsByWriteSame().load()) {
            Device disk = scsi.disk();
            try (var direct = disk.open(Access.READ_WRITE)) {
                fill(direct, ByteSize.mib(0), SIZE, 0xAA);
                direct.sync();
            }
            try (var cached = disk.openBuffered(Access.READ_WRITE)) {
                fill(cached, ByteSize.mib(2), ByteSize.mib(10), 0xBB);
                cached.ioctls().discard(0, SIZE);
                assertReadsAsZeroes(cached, ByteSize.kib(4), "through the page cache");
            }
            try (var direct = disk.open(Access.READ_ONLY)) {
                assertReadsAsZeroes(direct, ByteSize.mib(4), "past the page cache");
            }
        }
    }

    private static void fill(DeviceChannel disk, ByteSize from, ByteSize length, int value) throws IOException {
        IoBuffer piece = IoBuffer.filled(ByteSize.mib(2), value);
        for (long at = 0; at < length.bytes(); at += piece.size().bytes()) { disk.writeFully(from.bytes() + at, piece); }
    }

    private static void assertReadsAsZeroes(DeviceChannel disk, ByteSize pieceSize, String how) throws IOException {
        IoBuffer piece = IoBuffer.ofSize(pieceSize);
        for (long at = 0; at < SIZE.bytes(); at += pieceSize.bytes()) {
            disk.readFully(at, piece.fill(0xFF));
            assertThat(piece.firstOtherThan(0)).as("first byte that is not zero, read %s from %d on", how, at).isEqualTo(-1);
        }
    }
}
