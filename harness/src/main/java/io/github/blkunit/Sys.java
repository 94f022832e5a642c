package io.github.blkunit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/** The system calls of this room, with errno as an exception. Blocking calls pin their thread. Safe from any thread. */
final class Sys {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_VALUE = Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement
            .groupElement("errno"));
    private static final ThreadLocal<MemorySegment> STATE = ThreadLocal
            .withInitial(() -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout()));

    private static final MethodHandle MH$open = LINKER.downcallHandle(LibC.open.address(), FunctionDescriptor.of(JAVA_INT,
            ADDRESS, JAVA_INT),
            ERRNO, Linker.Option.firstVariadicArg(2));
    private static final MethodHandle MH$close = LINKER.downcallHandle(LibC.close$address(), LibC.close$descriptor(), ERRNO);
    private static final MethodHandle MH$pread = LINKER.downcallHandle(LibC.pread$address(), LibC.pread$descriptor(), ERRNO);
    private static final MethodHandle MH$pwrite = LINKER.downcallHandle(LibC.pwrite$address(), LibC.pwrite$descriptor(), ERRNO);
    private static final MethodHandle MH$write = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("write"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), ERRNO);
    private static final MethodHandle MH$fdatasync = LINKER.downcallHandle(LibC.fdatasync$address(), LibC.fdatasync$descriptor(),
            ERRNO);
    /** The third argument as a number: where a pointer is meant, its address is passed and the segment is kept alive. */
    private static final MethodHandle MH$ioctl = LINKER.downcallHandle(LibC.ioctl.address(),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG), ERRNO, Linker.Option.firstVariadicArg(2));

    private Sys() {}

    static int open(Path path, int flags) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) MH$open.invokeExact(STATE.get(), arena.allocateFrom(path.toString()), flags | LibC.O_CLOEXEC());
            if (fd < 0) { throw failure("open", "path=" + path + ", flags=0x" + Integer.toHexString(flags)); }
            return fd;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    static void close(int fd) throws ErrnoException {
        try {
            if ((int) MH$close.invokeExact(STATE.get(), fd) < 0) { throw failure("close", "fd=" + fd); }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Returns the bytes read, 0 at the end. */
    static long pread(int fd, MemorySegment to, long offset, Object who) throws ErrnoException {
        try {
            long got = (long) MH$pread.invokeExact(STATE.get(), fd, to, to.byteSize(), offset);
            if (got < 0) { throw failure("pread", "file=" + who + ", offset=" + offset + ", bytes=" + to.byteSize()); }
            return got;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Returns the bytes written. */
    static long pwrite(int fd, MemorySegment from, long offset, Object who) throws ErrnoException {
        try {
            long done = (long) MH$pwrite.invokeExact(STATE.get(), fd, from, from.byteSize(), offset);
            if (done < 0) { throw failure("pwrite", "file=" + who + ", offset=" + offset + ", bytes=" + from.byteSize()); }
            return done;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Writes where the file stands, which is all that some files know. Returns the bytes written. */
    static long write(int fd, MemorySegment from, Object who) throws ErrnoException {
        try {
            long done = (long) MH$write.invokeExact(STATE.get(), fd, from, from.byteSize());
            if (done < 0) { throw failure("write", "file=" + who + ", bytes=" + from.byteSize()); }
            return done;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    static void fdatasync(int fd, Object who) throws ErrnoException {
        try {
            if ((int) MH$fdatasync.invokeExact(STATE.get(), fd) < 0) { throw failure("fdatasync", "file=" + who); }
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Returns what the ioctl returns, not negative. */
    static int ioctl(int fd, String name, long request, long argument, Object who) throws ErrnoException {
        try {
            int answer = (int) MH$ioctl.invokeExact(STATE.get(), fd, request, argument);
            if (answer < 0) { throw failure("ioctl " + name, "file=" + who + ", request=0x" + Long.toHexString(request)); }
            return answer;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static ErrnoException failure(String call, String inputs) {
        return new ErrnoException(call, new Errno((int) ERRNO_VALUE.get(STATE.get(), 0L)), inputs);
    }

    /** A method handle declares every throwable, but only our own exception and programming errors come out of it. */
    private static ErrnoException rethrown(Throwable e) throws ErrnoException {
        switch (e) {
            case ErrnoException ours -> throw ours;
            case RuntimeException mistake -> throw mistake;
            case Error error -> throw error;
            default -> throw new AssertionError("a downcall threw", e);
        }
    }
}
