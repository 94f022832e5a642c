package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;

/** A {@link BlockTarget} refuses a request. Nothing is wrong with the target: the client gets the error number. */
public final class BlockException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Errno errno;

    public BlockException(Errno errno, String what) {
        super(what + ": errno=" + errno);
        this.errno = errno;
    }

    /** {@return what the client gets} */
    public Errno errno() { return errno; }
}
