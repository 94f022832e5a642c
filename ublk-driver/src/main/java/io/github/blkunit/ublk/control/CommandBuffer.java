package io.github.blkunit.ublk.control;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Memory that the kernel reads or writes during one command; zeroed. Kept for ever if the command did not end, since the kernel may still use it. A command to
 * an unprivileged device starts with the path of its character device, by whose permissions the kernel decides.
 */
final class CommandBuffer implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment whole;
    private final MemorySegment payload;
    private boolean kept;

    private CommandBuffer(long bytes, byte[] path) {
        long padding = -path.length & Long.BYTES - 1; // the payload is aligned, the path ends where it starts
        MemorySegment memory = arena.allocate(padding + path.length + bytes, Long.BYTES);
        this.whole = memory.asSlice(padding);
        this.payload = memory.asSlice(padding + path.length);
        MemorySegment.copy(MemorySegment.ofArray(path), 0, whole, 0, path.length);
    }

    /** Parameter path: of the device, or empty for a privileged one. */
    static CommandBuffer of(long bytes, String path) {
        return new CommandBuffer(bytes, path.isEmpty() ? new byte[0] : (path + '\0').getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the command's own part} */
    MemorySegment segment() { return payload; }

    long address() { return whole.address(); }

    int bytes() { return (int) whole.byteSize(); }

    int pathBytes() { return (int) (whole.byteSize() - payload.byteSize()); }

    /** OWNER: the kernel, from now on; never given back. */
    void keep() { kept = true; }

    @Override
    public void close() {
        if (!kept) arena.close();
    }
}
