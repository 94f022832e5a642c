package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Level 1 as level 2. */
record BlockTargetAdapter(BlockTarget target, Geometry geometry) implements Target, IoHandler {
    @Override
    public Access access() { return Access.BYTES; }

    @Override
    public IoHandler handler(Operations operations) { return this; }

    @Override
    public Answer handle(Request request) {
        try {
            return switch (request.op()) {
                case READ -> {
                    target.read(request.offset(), request.data());
                    if (request.metadata().length() > 0) ((Protected) target).readMetadata(request.offset(), request.metadata());
                    yield request.ok();
                }
                case WRITE -> write(request);
                default -> rare(request);
            };
        } catch (BlockException e) {
            return request.fail(e.errno());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer write(Request request) throws IOException {
        target.write(request.offset(), request.data());
        if (request.metadata().length() > 0) ((Protected) target).writeMetadata(request.offset(), request.metadata());
        if (request.forceUnitAccess() && target instanceof Flushes cached) cached.flush();
        return request.ok();
    }

    /** An operation without its capability was never declared, so the kernel does not send it. */
    private Answer rare(Request request) throws IOException {
        if (target instanceof Zoned zoned) {
            if (request.op() == Op.ZONE_APPEND) return request.ok(zoned.append(request.offset(), request.data()));
            if (request.op() == Op.REPORT_ZONES) {
                zoned.report(request.offset(), new ZoneReport(request.data()));
                return request.ok();
            }
            if (request.op().compareTo(Op.ZONE_OPEN) >= 0) {
                zoned.manage(request.op(), request.offset());
                return request.ok();
            }
        }
        if (request.op() == Op.FLUSH) {
            if (target instanceof Flushes cached) cached.flush();
        } else if (request.op() == Op.DISCARD && target instanceof Discards discards) {
            discards.discard(request.offset(), request.length());
        } else if (request.op() == Op.WRITE_ZEROES && target instanceof WritesZeroes zeroes) {
            zeroes.writeZeroes(request.offset(), request.length(), request.mayDeallocate());
        } else {
            return request.fail(Errno.EOPNOTSUPP);
        }
        return request.ok();
    }
}
