package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.Mapping;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps everything in memory, in zones that are written in order and emptied as a whole. All zones are sequential, and any number of them may be open.
 * Reads zeroes where nothing was written. Needs user copy, Linux 6.6.
 */
public final class ZonedMemoryTarget implements BlockTarget, Zoned {
    private final MemorySegment store;
    private final ZoneLimits limits;
    private final List<Zone> zones = new ArrayList<>();

    /**
     * Makes an empty one.
     *
     * @param zoneSize bytes of a zone, a power of two
     * @param count zones
     * @param maxAppend bytes of the largest append
     * @param arena ends the memory, and must be shared by the threads that serve it
     */
    public ZonedMemoryTarget(long zoneSize, int count, int maxAppend, Arena arena) {
        if (count < 1) throw new IllegalArgumentException("at least one zone is needed: zones=" + count);
        this.limits = new ZoneLimits(zoneSize, 0, 0, maxAppend);
        this.store = Mapping.anonymous(zoneSize * count, arena).asSlice(0, zoneSize * count);
        for (int number = 0; number < count; number++) zones.add(new Zone(number * zoneSize, zoneSize));
    }

    @Override
    public long size() { return store.byteSize(); }

    @Override
    public ZoneLimits zones() { return limits; }

    @Override
    public void read(long position, Data data) { data.copyFrom(store, position); }

    @Override
    public void write(long position, Data data) throws BlockException {
        Zone zone = at(position);
        synchronized (zone) {
            zone.requirePointer(position);
            put(zone, data);
        }
    }

    @Override
    public long append(long start, Data data) throws BlockException {
        Zone zone = at(start);
        synchronized (zone) {
            return put(zone, data);
        }
    }

    private long put(Zone zone, Data data) throws BlockException {
        long position = zone.advance(data.length());
        data.copyTo(store, position);
        return position;
    }

    @Override
    public void manage(Op op, long start) throws BlockException {
        if (op == Op.ZONE_RESET_ALL) {
            for (Zone zone : zones) reset(zone);
            return;
        }
        Zone zone = at(start);
        synchronized (zone) {
            switch (op) {
                case ZONE_OPEN -> zone.open();
                case ZONE_CLOSE -> zone.close();
                case ZONE_FINISH -> zone.finish();
                case ZONE_RESET -> reset(zone);
                default -> throw new BlockException(Errno.EOPNOTSUPP, "no operation of a zone: " + op);
            }
        }
    }

    private void reset(Zone zone) {
        synchronized (zone) {
            zone.reset();
            Mapping.discard(store, zone.start(), limits.zoneSize());
        }
    }

    @Override
    public void report(long position, ZoneReport report) {
        for (int number = (int) (position / limits.zoneSize()); number < zones.size() && !report.isFull(); number++) {
            Zone zone = zones.get(number);
            synchronized (zone) {
                zone.describe(report);
            }
        }
    }

    private Zone at(long position) { return zones.get((int) (position / limits.zoneSize())); }
}
