package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Mapping;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Keeps everything in memory, which it takes page by page as it is written, and gives back when it is discarded. Reads zeroes where nothing was written. */
public record MemoryTarget(MemorySegment store) implements BlockTarget, Discards, WritesZeroes {
    /** Makes an empty one; {@code arena} ends it, and must be shared by the threads that serve it. */
    public MemoryTarget(long size, Arena arena) {
        this(Mapping.anonymous(size, arena).asSlice(0, size));
    }

    @Override
    public long size() { return store.byteSize(); }

    @Override
    public void read(long position, Data data) { data.copyFrom(store, position); }

    @Override
    public void write(long position, Data data) { data.copyTo(store, position); }

    @Override
    public void discard(long position, long length) { Mapping.discard(store, position, length); }

    @Override
    public void writeZeroes(long position, long length, boolean mayDeallocate) { Mapping.discard(store, position, length); }
}
