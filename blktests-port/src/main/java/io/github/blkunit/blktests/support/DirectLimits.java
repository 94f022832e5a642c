package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import java.io.IOException;

/**
 * A queue's limits for direct I/O.
 *
 * @param segments pieces of a request, at most
 * @param largest bytes of a request, at most, a multiple of the block size
 * @param dma what a piece's address and length must be multiples of
 * @param boundary what a piece's inner ends must be multiples of; 1 if there is no such boundary
 * @param block the logical block size
 * @param capacity of the device, in bytes
 */
public record DirectLimits(int segments, int largest, int dma, long boundary, int block, long capacity) {
    private static final int MOST_SEGMENTS = 4096;
    private static final int MOST_BYTES = 16 << 20;

    /** Those of the device. */
    public static DirectLimits of(Device device) throws IOException {
        var queue = device.queue();
        int block = device.logicalBlockSize();
        long largest = Math.min(MOST_BYTES, queue.number("max_sectors_kb") << 10);
        return new DirectLimits((int) Math.min(MOST_SEGMENTS, queue.number("max_segments")), (int) (largest / block * block),
                (int) queue.number("dma_alignment") + 1, queue.number("virt_boundary_mask") + 1, block, device.size().bytes());
    }

    /** Whether cases can be made from them: powers of two that fit together. */
    public boolean areUsable() {
        return isPowerOfTwo(dma) && isPowerOfTwo(boundary) && isPowerOfTwo(block) && dma <= block && (boundary == 1
                || boundary >= block) && capacity >= 13L * largest;
    }

    /** Bytes of memory that all cases fit into. */
    public long memory() {
        long wanted = Math.max((long) largest * segments / 2, 4096L * block);
        long needed = 13L * largest;
        return Math.min(capacity, Math.max(needed, Math.min(wanted, needed + (32L << 20)))) / block * block;
    }

    private static boolean isPowerOfTwo(long value) { return Long.bitCount(value) == 1; }
}
