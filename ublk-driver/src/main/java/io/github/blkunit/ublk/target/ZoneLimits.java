package io.github.blkunit.ublk.target;

/**
 * A zoned device. Needs a data mode without mapping (user copy or zero copy), Linux 6.6.
 *
 * @param zoneSize bytes of a zone, a power of two
 * @param maxOpen zones open at once, 0 for no limit
 * @param maxActive zones open or closed at once, 0 for no limit
 * @param maxAppend bytes of the largest append, not 0
 */
public record ZoneLimits(long zoneSize, int maxOpen, int maxActive, int maxAppend) {
    public ZoneLimits {
        if (zoneSize < 4096 || Long.bitCount(zoneSize) != 1)
            throw new IllegalArgumentException("the zone size must be a power of two of at least 4096: zone size=" + zoneSize);
        if (maxOpen < 0 || maxActive < 0)
            throw new IllegalArgumentException("limits of zones: max open=" + maxOpen + ", max active=" + maxActive);
        if (maxAppend < 512) throw new IllegalArgumentException("the kernel wants a limit for appends: max append=" + maxAppend);
    }
}
