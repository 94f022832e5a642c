package io.github.blkunit.blktests.support;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.sys.Sys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * System calls of the tests that have no binding of their own. All return kernel style: 0 or more, or an error number with its
 * sign turned. Numbers are those of x86-64, of {@code asm/unistd_64.h}.
 */
final class Native {
    private static final int SYS_MPROTECT = 10;
    private static final int SYS_KILL = 62;
    private static final int SYS_FTRUNCATE = 77;
    private static final int SYS_PREADV = 295;
    private static final int SYS_PWRITEV = 296;
    private static final int SYS_MEMFD_CREATE = 319;

    private static final int VECTOR_BYTES = 16;

    private Native() {}

    /** One element of a vector, which may point anywhere: the kernel is to find out. */
    record Piece(long address, long bytes) {}

    /** preadv(2). Returns the bytes read. */
    static long preadv(int fd, List<Piece> pieces, long offset) {
        return vectored(SYS_PREADV, fd, pieces, offset);
    }

    /** pwritev(2). Returns the bytes written. */
    static long pwritev(int fd, List<Piece> pieces, long offset) {
        return vectored(SYS_PWRITEV, fd, pieces, offset);
    }

    private static long vectored(int call, int fd, List<Piece> pieces, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vector = arena.allocate((long) VECTOR_BYTES * pieces.size(), Long.BYTES);
            for (int i = 0; i < pieces.size(); i++) {
                vector.setAtIndex(JAVA_LONG, 2L * i, pieces.get(i).address());
                vector.setAtIndex(JAVA_LONG, 2L * i + 1, pieces.get(i).bytes());
            }
            return Sys.syscall(call, fd, vector.address(), pieces.size(), offset, 0, 0);
        }
    }

    /** mprotect(2). */
    static long protect(long address, long bytes, int protection) {
        return Sys.syscall(SYS_MPROTECT, address, bytes, protection, 0, 0, 0);
    }

    /** memfd_create(2) of that size. Returns the file descriptor. */
    static long memoryFile(String name, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            long fd = Sys.syscall(SYS_MEMFD_CREATE, arena.allocateFrom(name).address(), 0, 0, 0, 0, 0);
            if (fd < 0) { return fd; }
            long sized = Sys.syscall(SYS_FTRUNCATE, fd, bytes, 0, 0, 0, 0);
            if (sized < 0) { Sys.close((int) fd); }
            return sized < 0 ? sized : fd;
        }
    }

    /** kill(2). */
    static long kill(long pid, int signal) {
        return Sys.syscall(SYS_KILL, pid, signal, 0, 0, 0, 0);
    }
}
