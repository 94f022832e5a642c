package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.OpenFile;
import java.util.List;

/**
 * Several files or block devices as one disk: stripe n is on file n % count. A request becomes one operation for each stripe that it touches, and is answered
 * when the last of them has ended. Writes are durable after a flush, which goes to all files.
 *
 * @param parts at least one; stay the caller's to close
 * @param stripe bytes, a power of two, at least 4096
 */
public record StripeTarget(List<OpenFile> parts, int stripe, Geometry geometry) implements Target {
    public StripeTarget {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) throw new IllegalArgumentException("at least one file is needed");
        if (stripe < 4096 || Integer.bitCount(stripe) != 1)
            throw new IllegalArgumentException("the stripe must be a power of two of at least 4096: stripe=" + stripe);
    }

    /** As large as the smallest file allows, in whole stripes. */
    public static StripeTarget of(List<OpenFile> parts, int stripe) {
        int block = parts.stream().mapToInt(OpenFile::blockSize).max().orElse(1);
        long smallest = parts.stream().mapToLong(OpenFile::size).min().orElse(0);
        Geometry geometry = Geometry.plain(smallest / stripe * stripe * parts.size(), Math.max(512, block)).with(
                Trait.VOLATILE_CACHE,
                Trait.FORCE_UNIT_ACCESS);
        return new StripeTarget(parts, stripe, block > 1 ? geometry.withDmaAlignment(block) : geometry);
    }

    @Override
    public Access access() { return Access.OPERATIONS; }

    @Override
    public List<Integer> files() { return parts.stream().map(OpenFile::fd).toList(); }

    @Override
    public int operationsPerRequest() { return Math.max(parts.size(), 8); }

    @Override
    public IoHandler handler(Operations operations) { return request -> handle(request, operations); }

    private Answer handle(Request request, Operations operations) {
        return switch (request.op()) {
            case READ, WRITE -> move(request, operations);
            case FLUSH -> {
                for (int part = 1; part < parts.size(); part++) operations.sync(request, part);
                yield operations.sync(request, 0);
            }
            default -> request.fail(Errno.EOPNOTSUPP);
        };
    }

    private Answer move(Request request, Operations operations) {
        int count = parts.size();
        long end = request.offset() + request.length();
        long at = request.offset();
        while (true) {
            long number = at / stripe;
            long within = at % stripe;
            long bytes = Math.min(stripe - within, end - at);
            int part = (int) (number % count);
            long position = number / count * stripe + within;
            long done = at - request.offset();
            Answer answer = request.op() == Op.READ ? operations.read(request, part, position, done, bytes)
                    : operations.write(request, part, position, done, bytes);
            at += bytes;
            if (at == end) return answer;
        }
    }
}
