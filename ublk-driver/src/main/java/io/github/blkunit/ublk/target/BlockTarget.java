package io.github.blkunit.ublk.target;

import java.io.IOException;

/**
 * Level 1: a block device in two methods. What else it can do is said by implementing {@link Flushes}, {@link Discards}, {@link WritesZeroes}, {@link Zoned},
 * {@link Protected} or {@link Resizes}; the kernel is told accordingly. Threads: called by every queue thread, several at once. May block, but then its queue waits. Positions and
 * lengths are multiples of the block size and lie within the size.
 *
 * <p>A {@link BlockException} fails the request with its error number. Any other exception fails it with EIO and is reported when the device ends.
 */
public interface BlockTarget {
    /** {@return bytes; a positive multiple of {@link #blockSize}} */
    long size();

    /** {@return smallest addressable unit: a power of two from 512 to 4096 bytes} */
    default int blockSize() { return 512; }

    /** Fills all of {@code data} with what is at {@code position}. */
    void read(long position, Data data) throws IOException;

    /** Keeps all of {@code data} at {@code position}. */
    void write(long position, Data data) throws IOException;
}
