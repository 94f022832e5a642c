package io.github.blkunit.blktests.support;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ByteSize;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.LibC;
import io.github.blkunit.ublk.uapi.io_uring_params;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A page of memory that io_uring holds, as a registered buffer, and this process maps. Tells from {@code /proc/kpageflags}
 * whether the kernel still counts it as in use. Closing gives it up. Used by one thread.
 */
public final class PinnedPage implements AutoCloseable {
    /** {@code KPF_BUDDY} of {@code linux/kernel-page-flags.h}: the page is free. */
    private static final long FREE = 1L << 10;
    private static final long FRAME_NUMBER = (1L << 55) - 1;

    private final long page = Mapping.pageSize();
    private final int file;
    private final int ring;
    private long address;
    private final long frame;

    private PinnedPage(int file, int ring, long address, long frame) {
        this.file = file;
        this.ring = ring;
        this.address = address;
        this.frame = frame;
    }

    /** Makes such a page. */
    public static PinnedPage create() throws IOException {
        long page = Mapping.pageSize();
        int file = (int) SystemCallException.check(Native.memoryFile("pinned-page", page), "memfd_create", "bytes=" + page);
        int ring = -1;
        boolean made = false;
        try (Arena arena = Arena.ofConfined()) {
            long address = SystemCallException.check(Sys.mmap(page, LibC.PROT_READ() | LibC.PROT_WRITE(), LibC.MAP_SHARED(), file,
                    0),
                    "mmap", "bytes=" + page);
            MemorySegment content = IoBuffer.filled(new ByteSize(page), 0x5A).memory();
            SystemCallException.check(Native.pwritev(file, List.of(new Native.Piece(content.address(), page)), 0), "pwritev",
                    "bytes="
                            + page);
            ring = (int) SystemCallException.check(Sys.syscall(LibC.SYS_io_uring_setup(), 2, arena.allocate(io_uring_params
                    .layout())
                    .address(), 0, 0, 0, 0), "io_uring_setup", "entries=2");
            MemorySegment buffer = arena.allocateFrom(JAVA_LONG, address, page);
            SystemCallException.check(Sys.syscall(LibC.SYS_io_uring_register(), ring, IoUring.IORING_REGISTER_BUFFERS(), buffer
                    .address(), 1, 0, 0), "io_uring_register(BUFFERS)", "bytes=" + page);
            PinnedPage pinned = new PinnedPage(file, ring, address, frameOf(address, page));
            made = true;
            return pinned;
        } finally {
            if (!made) {
                Sys.close(file);
                if (ring >= 0) { Sys.close(ring); }
            }
        }
    }

    /**
     * Reads two blocks from the channel's start into three pieces: one byte of this page, a block, and almost a block that
     * cannot be reached.
     *
     * @return bytes read, or an error number with its sign turned
     */
    public long readPartly(DeviceChannel from, int block) {
        IoBuffer between = IoBuffer.ofSize(new ByteSize(block));
        try (GuardedMemory nowhere = GuardedMemory.ofOnePage()) {
            return Native.preadv(from.descriptor(), List.of(new Native.Piece(address, 1), new Native.Piece(between.memory()
                    .address(),
                    block), new Native.Piece(nowhere.guard(), block - 1)), 0);
        }
    }

    /** Gives up the mapping and the file: only io_uring holds the page from now on. */
    public void dropOwnMapping() {
        if (address == 0) { return; }
        Sys.munmap(address, page);
        Sys.close(file);
        address = 0;
    }

    /** Whether the kernel counts the page as in use. */
    public boolean isHeld() throws IOException {
        long flags = entry("/proc/kpageflags", frame);
        return flags != 0 && (flags & FREE) == 0;
    }

    private static long frameOf(long address, long page) throws IOException {
        long frame = entry("/proc/self/pagemap", address / page) & FRAME_NUMBER;
        if (frame == 0) { throw new IOException("/proc/self/pagemap hides the page's frame: it shows them to root only"); }
        return frame;
    }

    private static long entry(String table, long index) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(table, "r")) {
            file.seek(index * Long.BYTES);
            return Long.reverseBytes(file.readLong());
        }
    }

    @Override
    public void close() {
        dropOwnMapping();
        Sys.close(ring);
    }
}
