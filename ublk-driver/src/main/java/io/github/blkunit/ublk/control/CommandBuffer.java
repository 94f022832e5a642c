package io.github.blkunit.ublk.control;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory that the kernel reads or writes during one command; zeroed. Kept for ever if the command did not end, since the kernel may still use it. */
final class CommandBuffer implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;
    private boolean kept;

    private CommandBuffer(long bytes) { this.segment = arena.allocate(bytes, Long.BYTES); }

    static CommandBuffer of(long bytes) { return new CommandBuffer(bytes); }

    MemorySegment segment() { return segment; }

    /** OWNER: the kernel, from now on; never given back. */
    void keep() { kept = true; }

    @Override
    public void close() {
        if (!kept) arena.close();
    }
}
