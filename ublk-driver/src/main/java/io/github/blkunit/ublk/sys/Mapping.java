package io.github.blkunit.ublk.sys;

import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory mappings whose life is an arena's: closing the arena unmaps, and every later access fails instead of crashing. */
public final class Mapping {
    private Mapping() {}

    /** {@return the page size in bytes} */
    public static long pageSize() { return Sys.sysconf(LibC._SC_PAGESIZE()); }

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

    /** Read-only view of a device's memory. */
    public static MemorySegment readOnly(int fd, long bytes, long offset, Arena arena) {
        return map(bytes, LibC.PROT_READ(), LibC.MAP_SHARED() | LibC.MAP_POPULATE(), fd, offset, arena).asReadOnly();
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
