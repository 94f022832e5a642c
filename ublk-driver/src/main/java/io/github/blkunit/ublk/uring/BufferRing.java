package io.github.blkunit.ublk.uring;

import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.uapi.io_uring_buf;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * One buffer that the kernel fills piece by piece with what a multishot operation brings; given again when it is full. The kernel takes it by group number. One
 * thread at a time.
 */
public final class BufferRing {
    private static final VarHandle SHORT = ValueLayout.JAVA_SHORT.varHandle();
    /** The ring's tail lies where its first entry has a reserved field. */
    private static final long TAIL = io_uring_buf.resv$offset();

    private final MemorySegment ring;
    private final MemorySegment buffer;
    private final int group;
    private short tail;
    private int used;

    /**
     * Makes one.
     *
     * @param group its number, 0 to 65535, once per ring
     * @param bytes of the buffer
     */
    public BufferRing(int group, int bytes, Arena arena) {
        this.group = group;
        this.ring = Mapping.anonymous(io_uring_buf.sizeof(), arena);
        this.buffer = arena.allocate(bytes, Long.BYTES);
    }

    /** Gives the whole buffer to the kernel. */
    public void give() {
        used = 0;
        io_uring_buf.addr(ring, buffer.address());
        io_uring_buf.len(ring, (int) buffer.byteSize());
        io_uring_buf.bid(ring, (short) 0);
        tail++;
        // ORDER: release, so that the kernel sees the entry before the new tail.
        SHORT.setRelease(ring, TAIL, tail);
    }

    /** The kernel has filled so many bytes more. Returns where they start in {@link #buffer}. */
    public int filled(int bytes) {
        int from = used;
        used += bytes;
        return from;
    }

    /** {@return the memory} */
    public MemorySegment buffer() { return buffer; }

    /** {@return its number} */
    public int group() { return group; }

    MemorySegment ring() { return ring; }
}
