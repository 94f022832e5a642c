package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.ZoneReport.Condition;
import io.github.blkunit.ublk.target.ZoneReport.Kind;

/** The write pointer and the condition of one zone that is written in order. Threads: one at a time. */
final class Zone {
    private final long start;
    private final long size;
    private long pointer;
    private Condition condition = Condition.EMPTY;

    /** An empty one; in bytes. */
    Zone(long start, long size) {
        this.start = start;
        this.size = size;
        this.pointer = start;
    }

    long start() { return start; }

    void requirePointer(long position) throws BlockException {
        if (position != pointer)
            throw new BlockException(Errno.EIO, "not written at the write pointer: position=" + position + ", write pointer="
                    + pointer);
    }

    /** {@return where so many bytes go} */
    long advance(long bytes) throws BlockException {
        if (condition == Condition.FULL || pointer + bytes > start + size)
            throw new BlockException(Errno.EIO, "written beyond the zone's end: zone=" + start + ", write pointer=" + pointer
                    + ", bytes=" + bytes + ", condition=" + condition);
        long position = pointer;
        pointer += bytes;
        if (pointer == start + size) condition = Condition.FULL;
        else if (condition != Condition.EXPLICITLY_OPEN) condition = Condition.IMPLICITLY_OPEN;
        return position;
    }

    void open() throws BlockException {
        if (condition == Condition.FULL) throw new BlockException(Errno.EIO, "a full zone cannot be opened: zone=" + start);
        condition = Condition.EXPLICITLY_OPEN;
    }

    void close() throws BlockException {
        if (condition == Condition.FULL || condition == Condition.EMPTY)
            throw new BlockException(Errno.EIO, "only an open zone can be closed: zone=" + start + ", condition=" + condition);
        condition = pointer == start ? Condition.EMPTY : Condition.CLOSED;
    }

    void finish() {
        pointer = start + size;
        condition = Condition.FULL;
    }

    void reset() {
        pointer = start;
        condition = Condition.EMPTY;
    }

    void describe(ZoneReport report) { report.add(start, size, size, pointer, Kind.SEQUENTIAL, condition); }
}
