package io.github.blkunit.ublk.target;

/**
 * Protection information that travels beside the data. Needs user copy, Linux 7.0.
 *
 * @param metadataBytes bytes for each interval, 1 to 255
 * @param interval bytes of data that one piece of metadata protects: a power of two from 512 to the logical block size
 * @param checksum what the kernel computes
 * @param offset of the checksum's tuple in the metadata
 * @param tagBytes of the application's tag
 * @param referenceTag whether the kernel writes and checks the block's number, too
 * @param verifiedByTarget whether the target itself makes and checks checksums, so that the kernel need not
 */
public record IntegrityFormat(int metadataBytes, int interval, Checksum checksum, int offset, int tagBytes,
        boolean referenceTag, boolean verifiedByTarget) {
    /** Which checksum, and how many bytes its tuple takes. */
    public enum Checksum {
        NONE(0, 0), IP(1, 8), CRC16_T10DIF(2, 8), CRC64_NVME(4, 16);

        private final int number;
        private final int tuple;

        Checksum(int number, int tuple) {
            this.number = number;
            this.tuple = tuple;
        }

        /** {@return the kernel's number of it} */
        public int number() { return number; }
    }

    public IntegrityFormat {
        if (metadataBytes < 1 || metadataBytes > 255 || offset < 0 || offset + checksum.tuple > metadataBytes)
            throw new IllegalArgumentException("the checksum must fit into the metadata: metadata bytes=" + metadataBytes
                    + ", offset=" + offset
                    + ", checksum=" + checksum + " of " + checksum.tuple + " bytes");
        if (interval < 512 || Integer.bitCount(interval) != 1)
            throw new IllegalArgumentException("the interval must be a power of two of at least 512: interval=" + interval);
        if (referenceTag && checksum == Checksum.NONE)
            throw new IllegalArgumentException("a reference tag needs a checksum: checksum=NONE");
    }

    /** {@return bytes of metadata beside so many bytes of data, which are a multiple of the interval; positions count alike} */
    public long metadataBytes(long dataBytes) {
        return dataBytes / interval * metadataBytes;
    }
}
