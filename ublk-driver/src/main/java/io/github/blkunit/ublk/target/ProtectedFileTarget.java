package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.OpenFile;
import java.util.List;

/**
 * A file or block device with protection information in a second file, interval for interval. What was never written must hold 0xff there, which tells the
 * kernel not to check it; so there are no discards and no zeroes. Both are durable after a flush. Needs user copy, Linux 7.0.
 *
 * @param file data; stays the caller's to close
 * @param metadata protection information, at least {@link IntegrityFormat#metadataBytes(long)} of the size; not past the page cache, since its positions are
 *        multiples of the metadata's bytes only; stays the caller's to close
 */
public record ProtectedFileTarget(OpenFile file, OpenFile metadata, Geometry geometry, IntegrityFormat format) implements Target {
    private static final int METADATA = 1;

    public ProtectedFileTarget {
        if (metadata.blockSize() > 1 && format.metadataBytes() % metadata.blockSize() != 0)
            throw new IllegalArgumentException("metadata cannot be written past the page cache: bytes=" + format.metadataBytes()
                    + ", the file's block=" + metadata.blockSize() + "; open it cached");
        long needed = format.metadataBytes(geometry.size());
        if (metadata.size() < needed)
            throw new IllegalArgumentException("the file for metadata is too small: bytes=" + metadata.size() + ", needed="
                    + needed);
    }

    /** With that format, and the rest as {@code geometry} says. */
    public static ProtectedFileTarget of(OpenFile file, OpenFile metadata, Geometry geometry, IntegrityFormat format) {
        return new ProtectedFileTarget(file, metadata, geometry.with(format), format);
    }

    @Override
    public Access access() { return Access.OPERATIONS; }

    @Override
    public List<Integer> files() { return List.of(file.fd(), metadata.fd()); }

    @Override
    public int operationsPerRequest() { return 2; }

    @Override
    public IoHandler handler(Operations operations) {
        IoHandler data = new FileTarget(file, geometry).handler(operations);
        return request -> {
            long position = format.metadataBytes(request.offset());
            switch (request.op()) {
                case READ -> {
                    if (request.metadata().length() > 0) operations.readMetadata(request, METADATA, position);
                }
                case WRITE -> {
                    if (request.metadata().length() > 0) operations.writeMetadata(request, METADATA, position);
                }
                case FLUSH -> operations.sync(request, METADATA);
                default -> {}
            }
            return data.handle(request);
        };
    }
}
