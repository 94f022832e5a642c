package io.github.blkunit.ublk.uring;

import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.MemorySegment;

/** The real ones. */
public enum KernelRingCalls implements RingCalls {
    INSTANCE;

    // Copied once: the numbers are constants to the compiler of the hot path.
    private static final int SETUP = LibC.SYS_io_uring_setup();
    private static final int ENTER = LibC.SYS_io_uring_enter();
    private static final int REGISTER = LibC.SYS_io_uring_register();

    @Override
    public int setup(int entries, MemorySegment params) {
        return (int) Sys.syscall(SETUP, entries, params.address(), 0, 0, 0, 0);
    }

    @Override
    public int enter(int fd, int toSubmit, int minComplete, int flags, long argument, long argumentSize) {
        return (int) Sys.syscall(ENTER, fd, toSubmit, minComplete, flags, argument, argumentSize);
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) {
        return (int) Sys.syscall(REGISTER, fd, opcode, argument.address(), count, 0, 0);
    }

    @Override
    public long map(int fd, long bytes, long offset) {
        return Sys.mmap(bytes, LibC.PROT_READ() | LibC.PROT_WRITE(), LibC.MAP_SHARED() | LibC.MAP_POPULATE(), fd, offset);
    }

    @Override
    public int unmap(long address, long bytes) { return Sys.munmap(address, bytes); }

    @Override
    public int close(int fd) { return Sys.close(fd); }
}
