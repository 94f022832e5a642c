package io.github.blkunit.ublk.target;

/** Accepts everything, keeps nothing, reads zeroes: what a write left in the tag's buffer is wiped before the tag can serve a read. */
public record NullTarget(Geometry geometry) implements Target {
    @Override
    public Answer serve(Request request) {
        if (request.op() == Op.WRITE) request.data().zero();
        return request.ok();
    }
}
