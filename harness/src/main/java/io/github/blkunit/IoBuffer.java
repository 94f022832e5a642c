package io.github.blkunit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * Memory outside of the heap, aligned to a page, as direct I/O wants it. Freed when it is no longer reachable.
 * Not safe to change from two threads at once.
 */
public final class IoBuffer {
    private static final long ALIGNMENT = 4096;

    private final MemorySegment memory;

    private IoBuffer(MemorySegment memory) { this.memory = memory; }

    /** All bytes are zero. */
    public static IoBuffer ofSize(ByteSize size) {
        return new IoBuffer(Arena.ofAuto().allocate(size.bytes(), ALIGNMENT));
    }

    /** {@code size} bytes, each of them {@code value}. */
    public static IoBuffer filled(ByteSize size, int value) {
        return ofSize(size).fill(value);
    }

    /** Sets every byte to the lowest eight bits of {@code value}. */
    public IoBuffer fill(int value) {
        memory.fill((byte) value);
        return this;
    }

    /** The offset of the first byte that is not the lowest eight bits of {@code value}, or -1 if every byte is. */
    public long firstOtherThan(int value) {
        if (memory.byteSize() == 0) { return -1; }
        if (memory.get(ValueLayout.JAVA_BYTE, 0) != (byte) value) { return 0; }
        // Where a byte differs from the one before it; vectorized, unlike a loop.
        long change = memory.asSlice(1).mismatch(memory.asSlice(0, memory.byteSize() - 1));
        return change < 0 ? -1 : change + 1;
    }

    /** The bytes as a buffer that shares this memory. */
    public ByteBuffer bytes() { return memory.asByteBuffer(); }

    /** The bytes themselves. */
    public MemorySegment memory() { return memory; }

    public ByteSize size() { return new ByteSize(memory.byteSize()); }
}
