package io.github.blkunit.ublk.target;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The bytes of one request: the start of its tag's buffer. One object per tag, reused for every request. */
public final class Data {
    private static final int CHUNK = 1 << 16;
    /** Copied from instead of filling a slice: neither allocates, in no tier of the compiler. */
    private static final MemorySegment ZEROES = Arena.global().allocate(CHUNK, Long.BYTES).asReadOnly();

    private final MemorySegment buffer;
    private long length;

    /** Makes the data of one tag, with a buffer that has room for the largest request. */
    public Data(MemorySegment buffer) {
        this.buffer = buffer;
    }

    /** For the server: the next request has this many bytes. */
    public void length(long bytes) {
        if (bytes < 0 || bytes > buffer.byteSize())
            throw new IllegalArgumentException("a request larger than its buffer: bytes=" + bytes + ", buffer=" + buffer
                    .byteSize());
        length = bytes;
    }

    /** {@return bytes of this request} */
    public long length() { return length; }

    /** {@return the tag's whole buffer; only the first {@link #length} bytes belong to the request} */
    public MemorySegment buffer() {
        return buffer;
    }

    /** Sets every byte to zero. */
    public void zero() {
        for (long at = 0; at < length; at += CHUNK)
            MemorySegment.copy(ZEROES, 0, buffer, at, Math.min(CHUNK, length - at));
    }
}
