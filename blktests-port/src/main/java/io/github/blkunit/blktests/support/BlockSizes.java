package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import java.io.IOException;

/** Upstream's choice of block sizes for a device. */
public final class BlockSizes {
    private static final int AT_LEAST = 4096;

    private BlockSizes() {}

    /** 4 KiB, or the logical block size if that is larger. */
    public static String smallest(Device device) throws IOException {
        return Integer.toString(Math.max(AT_LEAST, device.logicalBlockSize()));
    }

    /** From {@link #smallest} to the given size, for fio. */
    public static String range(Device device, String most) throws IOException {
        return smallest(device) + "-" + most;
    }
}
