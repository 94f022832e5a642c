package io.github.blkunit.ublk.uring;

import java.lang.foreign.MemorySegment;

/**
 * The system calls of a ring, so that a test can put failing ones in their place. All return 0 or more, or an error number with its sign turned.
 */
public interface RingCalls {
    /** io_uring_setup(2). Returns the ring's file descriptor. */
    int setup(int entries, MemorySegment params);

    /** io_uring_enter(2). Returns the number of submissions taken. */
    int enter(int fd, int toSubmit, int minComplete, int flags, long argument, long argumentSize);

    /** io_uring_register(2). */
    int register(int fd, int opcode, MemorySegment argument, int count);

    /** mmap(2) of the ring, shared, readable and writable. Returns the address. */
    long map(int fd, long bytes, long offset);

    /** munmap(2). */
    int unmap(long address, long bytes);

    /** close(2). */
    int close(int fd);
}
