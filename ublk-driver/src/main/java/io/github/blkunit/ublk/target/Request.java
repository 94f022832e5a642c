package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;

/**
 * One request, owned by the handler from the call of {@link IoHandler#handle} until it is answered, now or later. The object belongs to the tag and is used
 * again for the tag's next request: whoever answers later keeps the {@linkplain #defer ticket}, never the request. Threads: the one that calls the handler.
 */
public interface Request {
    Op op();

    /** {@return first byte on the device, a multiple of 512} */
    long offset();

    /** {@return bytes, a multiple of 512 (for {@link Op#REPORT_ZONES} of 64); 0 for a flush; may exceed 2 GiB only for discards and zeroes} */
    long length();

    /** {@return whether the write must be durable before it is answered} */
    boolean forceUnitAccess();

    /** {@return whether the range may lose its storage; false: zeroes must be kept as zeroes (a NOUNMAP request)} */
    boolean mayDeallocate();

    /** {@return the data, {@link #length} bytes long; throws {@link IllegalStateException} in a data mode in which the server sees no bytes} */
    Data data();

    /**
     * {@return the protection information beside the data, {@link IntegrityFormat#metadataBytes(long)} bytes long; empty if the request carries none, which is
     * always so on a disk without {@link Geometry#integrity}} A write's is here to be kept, a read's to be filled. Linux 7.0.
     */
    Data metadata();

    /** {@return success for all of it; throws {@link IllegalStateException} if it has been answered already} */
    Answer ok();

    /** {@return success of an append, with the byte on the device where the data went; else as {@link #ok()}} */
    Answer ok(long position);

    /** {@return failure of all of it; throws {@link IllegalStateException} if it has been answered already} */
    Answer fail(Errno errno);

    /**
     * Keeps the request open after the handler returns.
     *
     * @return the ticket by which any thread ends the request, exactly once, through {@link Completions}: it names (thread, tag, generation), so that a
     *         ticket that was used, or whose request is over, is recognised. Hand it over only after this call
     */
    long defer();

    /** {@return the answer "later"; throws {@link IllegalStateException} if the request was neither deferred nor given to {@link Operations}} */
    Answer later();
}
