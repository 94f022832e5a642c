package io.github.blkunit.ublk.target;

/** Accepts everything, keeps nothing. Reads zeroes where bytes pass through the server; with user copy or zero copy nothing is moved at all. */
public record NullTarget(Geometry geometry) implements Target, IoHandler {
    @Override
    public Access access() { return Access.NOTHING; }

    @Override
    public IoHandler handler(Operations operations) { return this; }

    @Override
    public Answer handle(Request request) {
        if (request.op() == Op.WRITE && request.data().isReturned()) request.data().zero(); // else the tag's next read would show it
        return request.ok();
    }
}
