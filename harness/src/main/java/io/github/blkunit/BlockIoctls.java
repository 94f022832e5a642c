package io.github.blkunit;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.uapi.BlockIoctl;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/** The ioctls of {@code linux/fs.h} that every block device knows. What the device refuses is an {@link ErrnoException}. */
public final class BlockIoctls {
    private final DeviceChannel channel;

    BlockIoctls(DeviceChannel channel) { this.channel = channel; }

    /** BLKGETSIZE64: the capacity. */
    public ByteSize size() throws IOException {
        return new ByteSize(get("BLKGETSIZE64", BlockIoctl.BLKGETSIZE64(), JAVA_LONG));
    }

    /** BLKSSZGET: the logical block size in bytes. */
    public int logicalBlockSize() throws IOException {
        return (int) get("BLKSSZGET", BlockIoctl.BLKSSZGET(), JAVA_INT);
    }

    /** BLKPBSZGET: the physical block size in bytes. */
    public int physicalBlockSize() throws IOException {
        return (int) get("BLKPBSZGET", BlockIoctl.BLKPBSZGET(), JAVA_INT);
    }

    /** BLKROGET: whether the device refuses writes. */
    public boolean readOnly() throws IOException {
        return get("BLKROGET", BlockIoctl.BLKROGET(), JAVA_INT) != 0;
    }

    /** BLKROSET: makes the device refuse or take writes. Needs root. */
    public void readOnly(boolean refuse) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            channel.ioctl("BLKROSET", BlockIoctl.BLKROSET(), arena.allocateFrom(JAVA_INT, refuse ? 1 : 0));
        }
    }

    /** BLKDISCARD: the bytes are no longer needed. Offset and length are multiples of the logical block size. */
    public void discard(long offset, ByteSize length) throws IOException {
        range("BLKDISCARD", BlockIoctl.BLKDISCARD(), offset, length);
    }

    /** BLKZEROOUT: the bytes are to read as zero. Offset and length are multiples of the logical block size. */
    public void zeroOut(long offset, ByteSize length) throws IOException {
        range("BLKZEROOUT", BlockIoctl.BLKZEROOUT(), offset, length);
    }

    /** BLKFLSBUF: writes the page cache back and drops it. */
    public void flushBuffers() throws IOException {
        channel.ioctl("BLKFLSBUF", BlockIoctl.BLKFLSBUF(), 0);
    }

    /** BLKRRPART: reads the partition table anew. */
    public void rereadPartitions() throws IOException {
        channel.ioctl("BLKRRPART", BlockIoctl.BLKRRPART(), 0);
    }

    /** BLKBSZSET: the unit in which the page cache handles the device, a power of two from the logical block size on. */
    public void softBlockSize(int bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            channel.ioctl("BLKBSZSET", BlockIoctl.BLKBSZSET(), arena.allocateFrom(JAVA_INT, bytes));
        }
    }

    private void range(String name, long request, long offset, ByteSize length) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            channel.ioctl(name, request, arena.allocateFrom(JAVA_LONG, offset, length.bytes()));
        }
    }

    private long get(String name, long request, MemoryLayout layout) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(JAVA_LONG); // the larger of both; the smaller comes first in little endian
            channel.ioctl(name, request, answer);
            return layout.equals(JAVA_INT) ? answer.get(JAVA_INT, 0) : answer.get(JAVA_LONG, 0);
        }
    }
}
