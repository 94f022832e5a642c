package io.github.blkunit.ublk.sys;

import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory mappings whose life is an arena's: closing the arena unmaps, and every later access fails instead of crashing. */
public final class Mapping {
    private static final long PAGE_SIZE = Sys.sysconf(LibC._SC_PAGESIZE());

    private Mapping() {}

    /** {@return the page size in bytes} */
    public static long pageSize() { return PAGE_SIZE; }

    /** {@return {@code bytes} rounded up to whole pages} */
    public static long pages(long bytes) {
        long page = pageSize();
        return (bytes + page - 1) / page * page;
    }

    /** Private memory, zeroed and backed by pages only where it has been touched. */
    public static MemorySegment anonymous(long bytes, Arena arena) {
        int flags = LibC.MAP_PRIVATE() | LibC.MAP_ANONYMOUS() | LibC.MAP_NORESERVE();
        return map(pages(bytes), LibC.PROT_READ() | LibC.PROT_WRITE(), flags, -1, 0, arena);
    }

    /** Gives private memory its pages now, so that nobody waits for them later. */
    public static void touch(MemorySegment memory) {
        SystemCallException.check(Sys.madvise(memory.address(), memory.byteSize(), LibC.MADV_POPULATE_WRITE()),
                "madvise(POPULATE_WRITE)",
                "bytes=" + memory.byteSize());
    }

    /** Read-only view of a device's memory. */
    public static MemorySegment readOnly(int fd, long bytes, long offset, Arena arena) {
        return map(bytes, LibC.PROT_READ(), LibC.MAP_SHARED() | LibC.MAP_POPULATE(), fd, offset, arena).asReadOnly();
    }

    /** Shared view of a file's memory, readable and writable. */
    public static MemorySegment shared(int fd, long bytes, Arena arena) {
        return map(pages(bytes), LibC.PROT_READ() | LibC.PROT_WRITE(), LibC.MAP_SHARED(), fd, 0, arena);
    }

    /** Lets a range of {@linkplain #anonymous private memory} read as zeroes; whole pages of it are given back. */
    public static void discard(MemorySegment memory, long from, long bytes) {
        long page = pageSize();
        long first = (from + page - 1) / page * page;
        long last = (from + bytes) / page * page;
        if (first >= last) {
            zero(memory, from, bytes);
            return;
        }
        zero(memory, from, first - from);
        zero(memory, last, from + bytes - last);
        SystemCallException.check(Sys.madvise(memory.address() + first, last - first, LibC.MADV_DONTNEED()), "madvise(DONTNEED)",
                "from=" + first + ", bytes=" + (last - first));
    }

    private static void zero(MemorySegment memory, long from, long bytes) {
        if (bytes > 0) memory.asSlice(from, bytes).fill((byte) 0);
    }

    private static MemorySegment map(long bytes, int protection, int flags, int fd, long offset, Arena arena) {
        long address = SystemCallException.check(Sys.mmap(bytes, protection, flags, fd, offset), "mmap",
                "fd=" + fd + ", bytes=" + bytes + ", offset=" + offset);
        // VALID: the kernel has just mapped that many bytes there, and only the arena's end unmaps them.
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> {
            SystemCallException.check(Sys.munmap(segment.address(), bytes), "munmap", "address=" + segment.address() + ", bytes="
                    + bytes);
        });
    }
}
