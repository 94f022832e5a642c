package io.github.blkunit.blktests.support;

import io.github.blkunit.DeviceChannel;
import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** One page of memory behind which nothing can be reached. Closing unmaps both. Used by one thread. */
public final class GuardedMemory implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final long page = Mapping.pageSize();
    private final MemorySegment memory = Mapping.anonymous(2 * page, arena);

    private GuardedMemory() {}

    /** Maps two pages and takes the second away. */
    public static GuardedMemory ofOnePage() {
        GuardedMemory made = new GuardedMemory();
        SystemCallException.check(Native.protect(made.guard(), made.page, LibC.PROT_NONE()), "mprotect", "bytes=" + made.page);
        return made;
    }

    /** The address of the page that cannot be reached. */
    long guard() { return memory.address() + page; }

    /**
     * Reads from the channel's start.
     *
     * @param reachable how many bytes of the memory it reads into can be reached
     * @param bytes how many it is to read
     * @return bytes read, or an error number with its sign turned
     */
    public long read(DeviceChannel from, long reachable, long bytes) {
        return Native.preadv(from.descriptor(), List.of(new Native.Piece(guard() - reachable, bytes)), 0);
    }

    @Override
    public void close() { arena.close(); }
}
