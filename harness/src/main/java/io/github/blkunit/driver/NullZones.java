package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;

/** The zones of a {@link NullDisk}: 256 MiB each and sequential, without limits, unless said otherwise. Immutable. */
public final class NullZones {
    private final Attributes attributes;

    private NullZones(Attributes attributes) { this.attributes = attributes; }

    /**
     * Zones of one size.
     *
     * @param size a power of two of MiB, not larger than the disk
     */
    public static NullZones of(ByteSize size) {
        return new NullZones(Attributes.NONE.with("zoned", 1).with("zone_size", NullBlk.mib(size)));
    }

    /** What can be written of each zone, in whole MiB: {@code zone_capacity}. */
    public NullZones capacity(ByteSize capacity) {
        return with("zone_capacity", NullBlk.mib(capacity));
    }

    /** How many zones at the start can be written anywhere: {@code zone_nr_conv}. */
    public NullZones conventional(int zones) {
        return with("zone_nr_conv", zones);
    }

    /** How many zones may be open at a time: {@code zone_max_open}, 0 for any number. */
    public NullZones mostOpen(int zones) {
        return with("zone_max_open", zones);
    }

    /** How many zones may be open or closed at a time: {@code zone_max_active}, 0 for any number. */
    public NullZones mostActive(int zones) {
        return with("zone_max_active", zones);
    }

    /** The largest zone append: {@code zone_append_max_sectors}; zero lets the block layer emulate it. */
    public NullZones largestAppend(ByteSize size) {
        return with("zone_append_max_sectors", size.sectors());
    }

    /** Sequential zones start full: {@code zone_full}. */
    public NullZones full() {
        return with("zone_full", 1);
    }

    private NullZones with(String name, long value) {
        return new NullZones(attributes.with(name, value));
    }

    Attributes on(Attributes disk) {
        Attributes both = disk;
        for (var attribute : attributes.values().entrySet()) { both = both.with(attribute.getKey(), attribute.getValue()); }
        return both;
    }
}
