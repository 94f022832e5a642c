package io.github.blkunit.ublk.target;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Size and abilities of a disk; what the kernel is told of it. All sizes in bytes.
 *
 * @param size a multiple of the logical block size, less than 2^63
 * @param logicalBlockSize smallest addressable unit: a power of two from 512 to the page size
 * @param physicalBlockSize smallest unit written without a read: a power of two, at least the logical one, at most 256 MiB
 * @param optimalIo preferred request size, a power of two
 * @param chunk requests do not cross a multiple of it, 0 for none; zoned disks: the zone size
 * @param virtualBoundary a request's memory has no gaps but at multiples of it, a power of two, or 0
 * @param dmaAlignment a request's memory starts at a multiple of it: a power of two up to the page size, or 0 for the kernel's choice (4); Linux 6.15
 * @param traits what else is true of it
 * @param discards limits of discards and zeroes, or null for none
 * @param zones zones, or null for none
 * @param segments limits of a request's memory, or null for none
 * @param integrity protection information, or null for none
 */
public record Geometry(long size, int logicalBlockSize, int physicalBlockSize, int optimalIo, int chunk, long virtualBoundary,
        int dmaAlignment,
        Set<Trait> traits, @Nullable DiscardLimits discards, @Nullable ZoneLimits zones, @Nullable SegmentLimits segments,
        @Nullable IntegrityFormat integrity) {
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;
    private static final int MAX_PHYSICAL = 1 << 28;
    private static final long MAX_DISCARD = 2L << 30;

    public Geometry {
        requirePowerOfTwo("logical block size", logicalBlockSize, SECTOR, PAGE);
        requirePowerOfTwo("physical block size", physicalBlockSize, logicalBlockSize, MAX_PHYSICAL);
        requirePowerOfTwo("optimal io", optimalIo, SECTOR, MAX_PHYSICAL);
        if (dmaAlignment != 0) requirePowerOfTwo("dma alignment", dmaAlignment, 1, PAGE);
        if (size < logicalBlockSize || size % logicalBlockSize != 0)
            throw new IllegalArgumentException("the size must be a positive multiple of the logical block size: size=" + size
                    + ", logical block size=" + logicalBlockSize);
        if (zones != null && zones.zoneSize() != chunk)
            throw new IllegalArgumentException("a zoned disk's chunk is its zone size: chunk=" + chunk + ", zone size=" + zones
                    .zoneSize());
        if (integrity != null && integrity.interval() > logicalBlockSize)
            throw new IllegalArgumentException("integrity interval larger than a logical block: interval=" + integrity.interval()
                    + ", logical block size=" + logicalBlockSize);
        traits = Set.copyOf(traits);
    }

    /** As most disks want it: physical block = the larger of 4096 and the logical block, no cache, discards and zeroes served. */
    public static Geometry of(long size, int logicalBlockSize) {
        return plain(size, logicalBlockSize).with(new DiscardLimits(logicalBlockSize, MAX_DISCARD, MAX_DISCARD));
    }

    /** As {@link #of}, but without discards and zeroes. */
    public static Geometry plain(long size, int logicalBlockSize) {
        int physical = Math.max(PAGE, logicalBlockSize);
        return new Geometry(size, logicalBlockSize, physical, physical, 0, 0, 0, Set.of(), null, null, null, null);
    }

    /** {@return the geometry that the capability interfaces of {@code target} promise} */
    static Geometry of(BlockTarget target) {
        Geometry geometry = plain(target.size(), target.blockSize());
        if (target instanceof Flushes) geometry = geometry.with(Trait.VOLATILE_CACHE, Trait.FORCE_UNIT_ACCESS);
        long discard = target instanceof Discards ? MAX_DISCARD : 0;
        long zeroes = target instanceof WritesZeroes ? MAX_DISCARD : 0;
        if (discard + zeroes > 0) geometry = geometry.with(new DiscardLimits(target.blockSize(), discard, zeroes));
        if (target instanceof Protected kept) geometry = geometry.with(kept.integrity());
        return target instanceof Zoned zoned ? geometry.with(zoned.zones()) : geometry;
    }

    /** {@return this with other limits for discards and zeroes} */
    public Geometry with(@Nullable DiscardLimits limits) {
        return new Geometry(size, logicalBlockSize, physicalBlockSize, optimalIo, chunk, virtualBoundary, dmaAlignment, traits,
                limits, zones, segments,
                integrity);
    }

    /** {@return this with zones} */
    public Geometry with(ZoneLimits limits) {
        return new Geometry(size, logicalBlockSize, physicalBlockSize, optimalIo, Math.toIntExact(limits.zoneSize()),
                virtualBoundary, dmaAlignment,
                traits, discards, limits, segments, integrity);
    }

    /** {@return this with limits for a request's memory} */
    public Geometry with(SegmentLimits limits) {
        return new Geometry(size, logicalBlockSize, physicalBlockSize, optimalIo, chunk, virtualBoundary, dmaAlignment, traits,
                discards, zones, limits,
                integrity);
    }

    /** {@return this with protection information} */
    public Geometry with(IntegrityFormat format) {
        return new Geometry(size, logicalBlockSize, physicalBlockSize, optimalIo, chunk, virtualBoundary, dmaAlignment, traits,
                discards, zones, segments,
                format);
    }

    /** {@return this with these traits added} */
    public Geometry with(Trait... more) {
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        all.addAll(Set.of(more));
        return new Geometry(size, logicalBlockSize, physicalBlockSize, optimalIo, chunk, virtualBoundary, dmaAlignment, all,
                discards, zones, segments,
                integrity);
    }

    /** {@return this with other block and request sizes; see the record's components} */
    public Geometry with(int newPhysicalBlockSize, int newOptimalIo, int newChunk, long newVirtualBoundary, int newDmaAlignment) {
        return new Geometry(size, logicalBlockSize, newPhysicalBlockSize, newOptimalIo, newChunk, newVirtualBoundary,
                newDmaAlignment, traits, discards,
                zones, segments, integrity);
    }

    /** {@return this with another alignment of a request's memory} */
    public Geometry withDmaAlignment(int bytes) {
        return with(physicalBlockSize, optimalIo, chunk, virtualBoundary, bytes);
    }

    private static void requirePowerOfTwo(String name, int value, int min, int max) {
        if (value < min || value > max || Integer.bitCount(value) != 1)
            throw new IllegalArgumentException("the " + name + " must be a power of two in " + min + ".." + max + ": " + name
                    + "=" + value);
    }
}
