package io.github.blkunit.ublk.target;

/**
 * How a request's memory may be cut; of use for zero copy onto devices with such limits. Linux 6.15.
 *
 * @param boundary no segment crosses a multiple of it: a power of two, at least 4096
 * @param maxSize bytes of a segment, at least 4096
 * @param maxCount segments of a request, 1 to 65535
 */
public record SegmentLimits(long boundary, int maxSize, int maxCount) {
    public SegmentLimits {
        if (boundary < 4096 || Long.bitCount(boundary) != 1 || maxSize < 4096 || maxCount < 1 || maxCount > 65535)
            throw new IllegalArgumentException("impossible segment limits: boundary=" + boundary + ", max size=" + maxSize
                    + ", max count=" + maxCount);
    }
}
