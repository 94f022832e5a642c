package io.github.blkunit.ublk.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The C library functions of a ublk server. All return kernel style: 0 or more, or an error number with its sign turned.
 *
 * <h2>One shape</h2>
 * Every function is called as {@code long f(long × 7)}. A 64-bit Linux ABI passes the first integers in registers, wants an {@code int} sign-extended
 * at most, and leaves clearing the stack to the caller, so too many and too wide arguments are harmless. The gain: the linker makes one stub
 * instead of ten, which is most of the start-up time of a small server. Threads: any.
 */
public final class Sys {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = CAPTURED.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(1));

    private static final MemorySegment OPEN = function("open");
    private static final MemorySegment PREAD = function("pread");
    private static final MemorySegment PWRITE = function("pwrite");
    private static final MemorySegment WRITE = function("write");
    private static final MemorySegment READ = function("read");
    private static final MemorySegment EVENTFD = function("eventfd");
    private static final MemorySegment MADVISE = function("madvise");
    private static final MemorySegment MLOCKALL = function("mlockall");
    private static final MemorySegment MEMFD_CREATE = function("memfd_create");
    private static final MemorySegment FTRUNCATE = function("ftruncate");
    private static final MemorySegment IOCTL = function("ioctl");
    private static final MemorySegment CLOSE = function("close");
    private static final MemorySegment MMAP = function("mmap");
    private static final MemorySegment MUNMAP = function("munmap");
    private static final MemorySegment PRCTL = function("prctl");
    private static final MemorySegment SCHED_SETAFFINITY = function("sched_setaffinity");
    private static final MemorySegment SYSCALL = function("syscall");
    private static final MemorySegment SYSCONF = function("sysconf");

    /** Where errno lands: allocated once per thread, freed with the thread. */
    private static final ThreadLocal<MemorySegment> ERRNO = new ThreadLocal<>() {
        @Override
        protected MemorySegment initialValue() { return Arena.ofAuto().allocate(CAPTURED); }
    };

    private Sys() {}

    /** open(2). Returns a file descriptor. */
    public static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return callInt(OPEN, arena.allocateFrom(path).address(), flags | LibC.O_CLOEXEC(), 0, 0, 0, 0);
        }
    }

    /** close(2). */
    public static int close(int fd) { return callInt(CLOSE, fd, 0, 0, 0, 0, 0); }

    /** mmap(2) at an address that the kernel chooses. Returns the address. */
    public static long mmap(long length, int protection, int flags, int fd, long offset) {
        return callLong(MMAP, 0, length, protection, flags, fd, offset, 0);
    }

    /** munmap(2). */
    public static int munmap(long address, long length) { return callInt(MUNMAP, address, length, 0, 0, 0, 0); }

    /** pread(2). Returns bytes. */
    public static long pread(int fd, long address, long bytes, long position) {
        return callLong(PREAD, fd, address, bytes, position, 0, 0, 0);
    }

    /** pwrite(2). Returns bytes. */
    public static long pwrite(int fd, long address, long bytes, long position) {
        return callLong(PWRITE, fd, address, bytes, position, 0, 0, 0);
    }

    /** read(2). Returns bytes. */
    public static long read(int fd, long address, long bytes) {
        return callLong(READ, fd, address, bytes, 0, 0, 0, 0);
    }

    /** write(2). Returns bytes. */
    public static long write(int fd, long address, long bytes) {
        return callLong(WRITE, fd, address, bytes, 0, 0, 0, 0);
    }

    /** eventfd(2), counting from 0. Returns a file descriptor. */
    public static int eventfd(int flags) {
        return callInt(EVENTFD, 0, flags, 0, 0, 0, 0);
    }

    /** madvise(2). */
    public static int madvise(long address, long bytes, int advice) {
        return callInt(MADVISE, address, bytes, advice, 0, 0, 0);
    }

    /** mlockall(2). */
    public static int mlockall(int flags) { return callInt(MLOCKALL, flags, 0, 0, 0, 0, 0); }

    /** memfd_create(2). Returns the descriptor of an empty file in memory. */
    public static int memfd(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return callInt(MEMFD_CREATE, arena.allocateFrom(name).address(), LibC.MFD_CLOEXEC(), 0, 0, 0, 0);
        }
    }

    /** ftruncate(2). */
    public static int ftruncate(int fd, long bytes) { return callInt(FTRUNCATE, fd, bytes, 0, 0, 0, 0); }

    /** ioctl(2) with a pointer. */
    public static int ioctl(int fd, long request, MemorySegment argument) {
        return callInt(IOCTL, fd, request, argument.address(), 0, 0, 0);
    }

    /** prctl(2). */
    public static int prctl(int option, long value) { return callInt(PRCTL, option, value, 0, 0, 0, 0); }

    /** sched_setaffinity(2) for the calling thread. Parameter mask: one bit per CPU, native order. */
    public static int setAffinity(MemorySegment mask) {
        return callInt(SCHED_SETAFFINITY, 0, mask.byteSize(), mask.address(), 0, 0, 0);
    }

    /** sysconf(3). */
    public static long sysconf(int name) { return callLong(SYSCONF, name, 0, 0, 0, 0, 0, 0); }

    /** syscall(2) with up to six arguments. */
    public static long syscall(int number, long a, long b, long c, long d, long e, long f) {
        return callLong(SYSCALL, number, a, b, c, d, e, f);
    }

    private static int callInt(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        MemorySegment errno = ERRNO.get();
        int result = (int) invoke(function, errno, a, b, c, d, e, f, 0); // the upper half of the register is undefined
        return result == -1 ? -errno.get(JAVA_INT, ERRNO_OFFSET) : result;
    }

    private static long callLong(MemorySegment function, long a, long b, long c, long d, long e, long f, long g) {
        MemorySegment errno = ERRNO.get();
        long result = invoke(function, errno, a, b, c, d, e, f, g);
        return result == -1 ? -errno.get(JAVA_INT, ERRNO_OFFSET) : result;
    }

    private static long invoke(MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e, long f,
            long g) {
        try {
            return (long) CALL.invokeExact(function, errno, a, b, c, d, e, f, g);
        } catch (Throwable impossible) {
            throw new AssertionError("a downcall handle threw", impossible);
        }
    }

    private static MemorySegment function(String name) { return LINKER.defaultLookup().findOrThrow(name); }
}
