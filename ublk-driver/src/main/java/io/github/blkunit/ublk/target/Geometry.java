package io.github.blkunit.ublk.target;

/**
 * Size and abilities of a device. All sizes in bytes.
 *
 * @param size a multiple of the logical block size, less than 2^63
 * @param logicalBlockSize smallest addressable unit: a power of two from 512 to the page size
 * @param physicalBlockSize smallest unit written without a read: a power of two, at least the logical one, at most 256 MiB
 * @param maxRequest largest read or write: a multiple of the page size, at most 32 MiB
 * @param volatileCache whether writes need a flush to be durable
 * @param discards whether discards and zeroes without data are served
 */
public record Geometry(long size, int logicalBlockSize, int physicalBlockSize, int maxRequest, boolean volatileCache,
        boolean discards) {
    private static final int SECTOR = 512;
    private static final int PAGE = 4096;
    private static final int MAX_REQUEST = 32 << 20;
    private static final int MAX_PHYSICAL = 1 << 28;

    public Geometry {
        requirePowerOfTwo("logical block size", logicalBlockSize, SECTOR, PAGE);
        requirePowerOfTwo("physical block size", physicalBlockSize, logicalBlockSize, MAX_PHYSICAL);
        if (size < logicalBlockSize || size % logicalBlockSize != 0)
            throw new IllegalArgumentException("the size must be a positive multiple of the logical block size: size=" + size
                    + ", logical block size=" + logicalBlockSize);
        if (maxRequest < PAGE || maxRequest > MAX_REQUEST || maxRequest % PAGE != 0)
            throw new IllegalArgumentException("the largest request must be a multiple of " + PAGE + " up to " + MAX_REQUEST
                    + ": bytes="
                    + maxRequest);
    }

    /** As most devices want it: physical block = the larger of 4096 and the logical block, 512 KiB per request, no cache, discards served. */
    public static Geometry of(long size, int logicalBlockSize) {
        return new Geometry(size, logicalBlockSize, Math.max(PAGE, logicalBlockSize), 512 << 10, false, true);
    }

    private static void requirePowerOfTwo(String name, int value, int min, int max) {
        if (value < min || value > max || Integer.bitCount(value) != 1)
            throw new IllegalArgumentException("the " + name + " must be a power of two in " + min + ".." + max + ": " + name
                    + "=" + value);
    }
}
