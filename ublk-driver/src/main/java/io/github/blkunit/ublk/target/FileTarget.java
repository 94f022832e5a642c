package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.OpenFile;
import java.util.List;

/**
 * What is in a file, a block device, or a file in memory ("loop"). Every request becomes one operation of the kernel's, so it works in every data mode; with
 * zero copy no byte comes near this process. Writes are durable after a flush.
 *
 * @param file stays the caller's to close, after the device has ended
 */
public record FileTarget(OpenFile file, Geometry geometry) implements Target {
    private static final int FILE = 0;

    /** With the geometry that suits the file: its size, and its block size if the page cache is bypassed. */
    public static FileTarget of(OpenFile file) {
        int block = Math.max(512, file.blockSize());
        Geometry geometry = Geometry.of(file.size() / block * block, block).with(Trait.VOLATILE_CACHE, Trait.FORCE_UNIT_ACCESS);
        return new FileTarget(file, file.blockSize() > 1 ? geometry.withDmaAlignment(block) : geometry);
    }

    @Override
    public Access access() { return Access.OPERATIONS; }

    @Override
    public List<Integer> files() { return List.of(file.fd()); }

    @Override
    public IoHandler handler(Operations operations) { return request -> handle(request, operations); }

    private static Answer handle(Request request, Operations operations) {
        return switch (request.op()) {
            case READ -> operations.read(request, FILE, request.offset(), 0, request.length());
            case WRITE -> operations.write(request, FILE, request.offset(), 0, request.length());
            case FLUSH -> operations.sync(request, FILE);
            case DISCARD -> operations.punch(request, FILE, request.offset(), request.length());
            case WRITE_ZEROES -> request.mayDeallocate() ? operations.punch(request, FILE, request.offset(), request.length())
                    : operations.zero(request, FILE, request.offset(), request.length());
            default -> request.fail(Errno.EOPNOTSUPP);
        };
    }
}
