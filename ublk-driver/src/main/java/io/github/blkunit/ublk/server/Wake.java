package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.LibC;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Ends a thread's wait in its ring from another thread: an eventfd that the ring reads. */
final class Wake implements Runnable, AutoCloseable {
    private static final byte READ = (byte) IoUring.IORING_OP_READ();

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment received = arena.allocate(ValueLayout.JAVA_LONG);
    private final MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
    private int fd = (int) SystemCallException.check(Sys.eventfd(LibC.EFD_CLOEXEC()), "eventfd", "");

    /** Lets the ring look out for it. */
    void arm(IoCommands commands) {
        MemorySegment sqe = commands.slot(commands.claim());
        io_uring_sqe.opcode(sqe, READ);
        io_uring_sqe.fd(sqe, fd);
        io_uring_sqe.addr(sqe, received.address());
        io_uring_sqe.len(sqe, Long.BYTES);
        io_uring_sqe.user_data(sqe, UserData.of(UserData.WAKE, 0));
    }

    /** The ring has seen it. */
    void woken(int result, IoCommands commands) {
        if (Errno.isError(result)) throw new SystemCallException("read of the eventfd", "fd=" + fd, Errno.of(result), "");
        arm(commands);
    }

    /** Wakes; any thread. */
    @Override
    public synchronized void run() {
        if (fd >= 0) SystemCallException.check(Sys.write(fd, one.address(), Long.BYTES), "write to the eventfd", "fd=" + fd);
    }

    /** After the ring has been closed. */
    @Override
    public synchronized void close() {
        int open = fd;
        fd = -1;
        SystemCallException.check(Sys.close(open), "close", "eventfd=" + open);
        // The memory stays until the garbage collector has it: the kernel may finish a cancelled read a little after the ring was closed.
    }
}
