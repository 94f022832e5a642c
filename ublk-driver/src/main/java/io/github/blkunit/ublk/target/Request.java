package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;

/** One request, owned by the target from the call of {@link Target#serve} until it is answered. Only on the thread that serves it. */
public interface Request {
    Op op();

    /** {@return first byte on the device, a multiple of 512} */
    long offset();

    /** {@return bytes, a multiple of 512; 0 for a flush; may exceed 2 GiB only for discards and zeroes} */
    long length();

    /** {@return whether the write must be durable before it is answered} */
    boolean forceUnitAccess();

    /** {@return the data of a read or write, {@link #length} bytes long} */
    Data data();

    /** {@return success for all of it; throws {@link IllegalStateException} if it has been answered already} */
    Answer ok();

    /** {@return failure of all of it; throws {@link IllegalStateException} if it has been answered already} */
    Answer fail(Errno errno);
}
