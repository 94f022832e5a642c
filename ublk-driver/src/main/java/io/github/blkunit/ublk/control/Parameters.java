package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.target.DiscardLimits;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IntegrityFormat;
import io.github.blkunit.ublk.target.SegmentLimits;
import io.github.blkunit.ublk.target.Trait;
import io.github.blkunit.ublk.target.ZoneLimits;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.ublk_param_basic;
import io.github.blkunit.ublk.uapi.ublk_param_discard;
import io.github.blkunit.ublk.uapi.ublk_param_dma_align;
import io.github.blkunit.ublk.uapi.ublk_param_integrity;
import io.github.blkunit.ublk.uapi.ublk_param_segment;
import io.github.blkunit.ublk.uapi.ublk_param_zoned;
import io.github.blkunit.ublk.uapi.ublk_params;
import java.lang.foreign.MemorySegment;

/** Writes and reads a device's parameter block. */
final class Parameters {
    static final long BYTES = ublk_params.sizeof();

    private static final int SECTOR_SHIFT = 9;
    /** LBMD_PI_CAP_INTEGRITY and _REFTAG of linux/fs.h. */
    private static final int INTEGRITY_CAPABLE = 1;
    private static final int INTEGRITY_REFTAG = 2;

    private Parameters() {}

    static void write(Geometry geometry, int maxRequest, MemorySegment params) {
        ublk_params.len(params, (int) BYTES);
        writeBasic(geometry, maxRequest, ublk_params.basic(params));
        ublk_params.types(params, UblkCmd.UBLK_PARAM_TYPE_BASIC() | writeDiscards(geometry, params) | writeZones(geometry, params)
                | writeMemory(geometry, params) | writeIntegrity(geometry, params));
    }

    private static void writeBasic(Geometry geometry, int maxRequest, MemorySegment basic) {
        ublk_param_basic.attrs(basic, attributes(geometry));
        ublk_param_basic.logical_bs_shift(basic, shift(geometry.logicalBlockSize()));
        ublk_param_basic.physical_bs_shift(basic, shift(geometry.physicalBlockSize()));
        ublk_param_basic.io_min_shift(basic, shift(geometry.logicalBlockSize()));
        ublk_param_basic.io_opt_shift(basic, shift(geometry.optimalIo()));
        ublk_param_basic.max_sectors(basic, maxRequest >> SECTOR_SHIFT);
        ublk_param_basic.chunk_sectors(basic, geometry.chunk() >> SECTOR_SHIFT);
        ublk_param_basic.dev_sectors(basic, geometry.size() >> SECTOR_SHIFT);
        ublk_param_basic.virt_boundary_mask(basic, geometry.virtualBoundary() == 0 ? 0 : geometry.virtualBoundary() - 1);
    }

    private static int attributes(Geometry geometry) {
        int attributes = 0;
        for (Trait trait : geometry.traits())
            attributes |= switch (trait) {
                case READ_ONLY -> UblkCmd.UBLK_ATTR_READ_ONLY();
                case ROTATIONAL -> UblkCmd.UBLK_ATTR_ROTATIONAL();
                case VOLATILE_CACHE -> UblkCmd.UBLK_ATTR_VOLATILE_CACHE();
                case FORCE_UNIT_ACCESS -> UblkCmd.UBLK_ATTR_FUA();
            };
        return attributes;
    }

    private static int writeDiscards(Geometry geometry, MemorySegment params) {
        DiscardLimits limits = geometry.discards();
        if (limits == null) return 0;
        MemorySegment discard = ublk_params.discard(params);
        ublk_param_discard.discard_granularity(discard, limits.granularity());
        ublk_param_discard.max_discard_sectors(discard, (int) (limits.maxDiscard() >> SECTOR_SHIFT));
        ublk_param_discard.max_write_zeroes_sectors(discard, (int) (limits.maxZeroes() >> SECTOR_SHIFT));
        ublk_param_discard.max_discard_segments(discard, (short) 1);
        return UblkCmd.UBLK_PARAM_TYPE_DISCARD();
    }

    private static int writeZones(Geometry geometry, MemorySegment params) {
        ZoneLimits limits = geometry.zones();
        if (limits == null) return 0;
        MemorySegment zoned = ublk_params.zoned(params);
        ublk_param_zoned.max_open_zones(zoned, limits.maxOpen());
        ublk_param_zoned.max_active_zones(zoned, limits.maxActive());
        ublk_param_zoned.max_zone_append_sectors(zoned, limits.maxAppend() >> SECTOR_SHIFT);
        return UblkCmd.UBLK_PARAM_TYPE_ZONED();
    }

    private static int writeMemory(Geometry geometry, MemorySegment params) {
        int types = 0;
        if (geometry.dmaAlignment() != 0) {
            types |= UblkCmd.UBLK_PARAM_TYPE_DMA_ALIGN();
            ublk_param_dma_align.alignment(ublk_params.dma(params), geometry.dmaAlignment() - 1);
        }
        SegmentLimits limits = geometry.segments();
        if (limits == null) return types;
        MemorySegment segment = ublk_params.seg(params);
        ublk_param_segment.seg_boundary_mask(segment, limits.boundary() - 1);
        ublk_param_segment.max_segment_size(segment, limits.maxSize());
        ublk_param_segment.max_segments(segment, (short) limits.maxCount());
        return types | UblkCmd.UBLK_PARAM_TYPE_SEGMENT();
    }

    private static int writeIntegrity(Geometry geometry, MemorySegment params) {
        IntegrityFormat format = geometry.integrity();
        if (format == null) return 0;
        MemorySegment integrity = ublk_params.integrity(params);
        ublk_param_integrity.flags(integrity, (format.verifiedByTarget() ? INTEGRITY_CAPABLE : 0) | (format.referenceTag()
                ? INTEGRITY_REFTAG
                : 0));
        ublk_param_integrity.interval_exp(integrity, shift(format.interval()));
        ublk_param_integrity.metadata_size(integrity, (byte) format.metadataBytes());
        ublk_param_integrity.pi_offset(integrity, (byte) format.offset());
        ublk_param_integrity.csum_type(integrity, (byte) format.checksum().number());
        ublk_param_integrity.tag_size(integrity, (byte) format.tagBytes());
        return UblkCmd.UBLK_PARAM_TYPE_INTEGRITY();
    }

    /** {@return the size in bytes that a filled block declares} */
    static long size(MemorySegment params) {
        return ublk_param_basic.dev_sectors(ublk_params.basic(params)) << SECTOR_SHIFT;
    }

    /** {@return the logical block size in bytes that a filled block declares} */
    static int logicalBlockSize(MemorySegment params) {
        return 1 << ublk_param_basic.logical_bs_shift(ublk_params.basic(params));
    }

    private static byte shift(int size) { return (byte) Integer.numberOfTrailingZeros(size); }
}
