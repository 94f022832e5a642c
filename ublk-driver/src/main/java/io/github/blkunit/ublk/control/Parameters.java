package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.ublk_param_basic;
import io.github.blkunit.ublk.uapi.ublk_param_discard;
import io.github.blkunit.ublk.uapi.ublk_params;
import java.lang.foreign.MemorySegment;

/** Writes and reads a device's parameter block. */
final class Parameters {
    static final long BYTES = ublk_params.sizeof();

    private static final int SECTOR_SHIFT = 9;
    /** 2 GiB in sectors: what one discard or zeroes request may cover. */
    private static final int MAX_DISCARD_SECTORS = 1 << 22;

    private Parameters() {}

    static void write(Geometry geometry, MemorySegment params) {
        ublk_params.len(params, (int) BYTES);
        int types = UblkCmd.UBLK_PARAM_TYPE_BASIC();
        MemorySegment basic = ublk_params.basic(params);
        ublk_param_basic.attrs(basic, geometry.volatileCache() ? UblkCmd.UBLK_ATTR_VOLATILE_CACHE() | UblkCmd.UBLK_ATTR_FUA()
                : 0);
        ublk_param_basic.logical_bs_shift(basic, shift(geometry.logicalBlockSize()));
        ublk_param_basic.physical_bs_shift(basic, shift(geometry.physicalBlockSize()));
        ublk_param_basic.io_min_shift(basic, shift(geometry.logicalBlockSize()));
        ublk_param_basic.io_opt_shift(basic, shift(geometry.physicalBlockSize()));
        ublk_param_basic.max_sectors(basic, geometry.maxRequest() >> SECTOR_SHIFT);
        ublk_param_basic.dev_sectors(basic, geometry.size() >> SECTOR_SHIFT);
        if (geometry.discards()) {
            types |= UblkCmd.UBLK_PARAM_TYPE_DISCARD();
            MemorySegment discard = ublk_params.discard(params);
            ublk_param_discard.discard_granularity(discard, geometry.logicalBlockSize());
            ublk_param_discard.max_discard_sectors(discard, MAX_DISCARD_SECTORS);
            ublk_param_discard.max_write_zeroes_sectors(discard, MAX_DISCARD_SECTORS);
            ublk_param_discard.max_discard_segments(discard, (short) 1);
        }
        ublk_params.types(params, types);
    }

    /** {@return the size in bytes that a filled block declares} */
    static long size(MemorySegment params) {
        return ublk_param_basic.dev_sectors(ublk_params.basic(params)) << SECTOR_SHIFT;
    }

    private static byte shift(int size) { return (byte) Integer.numberOfTrailingZeros(size); }
}
