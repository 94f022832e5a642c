package io.github.blkunit.ublk.target;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The bytes of one request, in memory outside the heap. One object per tag, reused for every request: never keep it. Threads: whoever owns the request.
 */
public final class Data {
    private static final int CHUNK = 1 << 16;
    /** Copied from instead of filling a slice: neither allocates, in no tier of the compiler. */
    private static final MemorySegment ZEROES = Arena.global().allocate(CHUNK, Long.BYTES).asReadOnly();

    private final MemorySegment home;
    private final long homeOffset;
    private final long capacity;
    private final boolean returned;
    private MemorySegment segment;
    private long offset;
    private long length;
    private final int counter = CopyCounters.place();
    private long moved; // by this object, for CopyCounters

    /**
     * For servers.
     *
     * @param segment where the bytes are, {@code capacity} of them from {@code offset} on
     * @param returned whether the kernel takes a read's bytes from here whatever was done to them, so that a target that keeps nothing must wipe them
     */
    public Data(MemorySegment segment, long offset, long capacity, boolean returned) {
        if (offset < 0 || capacity < 0 || offset + capacity > segment.byteSize())
            throw new IllegalArgumentException("data outside of its segment: offset=" + offset + ", capacity=" + capacity
                    + ", segment="
                    + segment.byteSize());
        this.home = segment;
        this.homeOffset = offset;
        this.capacity = capacity;
        this.returned = returned;
        this.segment = segment;
        this.offset = offset;
    }

    /** For servers: the next request has this many bytes, in this tag's own buffer. */
    public void length(long bytes) {
        if (bytes < 0 || (capacity > 0 && bytes > capacity)) // without a buffer only the number counts
            throw new IllegalArgumentException("a request larger than its buffer: bytes=" + bytes + ", buffer=" + capacity);
        segment = home;
        offset = homeOffset;
        length = bytes;
    }

    /** For servers: the next request's bytes are in memory that is shared with the client. */
    public void shared(MemorySegment memory, long at, long bytes) {
        if (at < 0 || bytes < 0 || at + bytes > memory.byteSize())
            throw new IllegalArgumentException("a request outside of the shared memory: at=" + at + ", bytes=" + bytes
                    + ", memory="
                    + memory.byteSize());
        segment = memory;
        offset = at;
        length = bytes;
    }

    /** {@return bytes of this request} */
    public long length() { return length; }

    /** {@return the memory that holds the bytes, from {@link #offset} on; more than this request's} */
    public MemorySegment segment() {
        return segment;
    }

    /** {@return where in {@link #segment} the request's first byte is} */
    public long offset() { return offset; }

    /** {@return the address of the first byte} */
    public long address() { return segment.address() + offset; }

    /** For servers: the address of the tag's own buffer if the kernel moves the bytes, else 0. */
    public long ownAddress() {
        return returned ? home.address() + homeOffset : 0;
    }

    /** {@return the request's bytes alone; makes an object, so not for the hot path} */
    public MemorySegment asSegment() {
        return segment.asSlice(offset, length);
    }

    /** {@return whether the client sees on a read what is left here from the request before, unless it is wiped or overwritten} */
    public boolean isReturned() {
        return returned && segment == home; // shared memory is the client's own
    }

    /** Answers a read: takes all of this request's bytes from {@code source}, from {@code at} on. */
    public void copyFrom(MemorySegment source, long at) {
        MemorySegment.copy(source, at, segment, offset, length);
        count();
    }

    /** Keeps a write: puts all of this request's bytes to {@code target}, from {@code at} on. */
    public void copyTo(MemorySegment target, long at) {
        MemorySegment.copy(segment, offset, target, at, length);
        count();
    }

    /** Sets every byte to zero. */
    public void zero() {
        zero(segment, offset, length);
        count();
    }

    private void count() { CopyCounters.set(counter, moved += length); }

    /** Sets so many bytes of any memory to zero, without allocating. */
    static void zero(MemorySegment memory, long from, long bytes) {
        for (long at = 0; at < bytes; at += CHUNK)
            MemorySegment.copy(ZEROES, 0, memory, from + at, Math.min(CHUNK, bytes - at));
    }
}
