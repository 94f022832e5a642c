package io.github.blkunit;

import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;

/** A system call failed. The message names call, inputs and error. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    ErrnoException(String call, Errno errno, String inputs) {
        super(call + " failed: " + errno + ": " + inputs);
        this.errno = errno.number();
    }

    /** What the kernel answered. */
    public Errno errno() { return new Errno(errno); }
}
