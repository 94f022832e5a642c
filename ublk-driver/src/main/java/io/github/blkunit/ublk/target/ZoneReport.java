package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.uapi.BlkZoned;
import io.github.blkunit.ublk.uapi.blk_zone;
import java.lang.foreign.MemorySegment;

/** Descriptions of zones as the kernel wants them, written into a request's data. */
public final class ZoneReport {
    private static final int SECTOR_SHIFT = 9;

    private final Data data;
    private long used;

    ZoneReport(Data data) {
        this.data = data;
        data.zero();
    }

    /** What a zone is. */
    public enum Kind {
        CONVENTIONAL(BlkZoned.BLK_ZONE_TYPE_CONVENTIONAL()), SEQUENTIAL(BlkZoned.BLK_ZONE_TYPE_SEQWRITE_REQ());

        private final int number;

        Kind(int number) { this.number = number; }
    }

    /** In which state it is. */
    public enum Condition {
        NO_WRITE_POINTER(BlkZoned.BLK_ZONE_COND_NOT_WP()), EMPTY(BlkZoned.BLK_ZONE_COND_EMPTY()), IMPLICITLY_OPEN(BlkZoned
                .BLK_ZONE_COND_IMP_OPEN()), //
        EXPLICITLY_OPEN(BlkZoned.BLK_ZONE_COND_EXP_OPEN()), CLOSED(BlkZoned.BLK_ZONE_COND_CLOSED()), READ_ONLY(BlkZoned
                .BLK_ZONE_COND_READONLY()), //
        FULL(BlkZoned.BLK_ZONE_COND_FULL()), OFFLINE(BlkZoned.BLK_ZONE_COND_OFFLINE());

        private final int number;

        Condition(int number) { this.number = number; }

        int number() { return number; }
    }

    /** {@return whether no further zone fits} */
    public boolean isFull() { return used + blk_zone.sizeof() > data.length(); }

    /** Adds one zone; all in bytes. */
    public void add(long start, long length, long capacity, long writePointer, Kind kind, Condition condition) {
        if (isFull()) throw new IllegalStateException("the report is full: zones=" + used / blk_zone.sizeof());
        MemorySegment zone = data.segment().asSlice(data.offset() + used, blk_zone.sizeof());
        blk_zone.start(zone, start >> SECTOR_SHIFT);
        blk_zone.len(zone, length >> SECTOR_SHIFT);
        blk_zone.capacity(zone, capacity >> SECTOR_SHIFT);
        blk_zone.wp(zone, writePointer >> SECTOR_SHIFT);
        blk_zone.type(zone, (byte) kind.number);
        blk_zone.cond(zone, (byte) condition.number);
        used += blk_zone.sizeof();
    }
}
