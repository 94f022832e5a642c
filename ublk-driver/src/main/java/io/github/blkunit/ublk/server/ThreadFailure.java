package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.UblkException;
import org.jspecify.annotations.Nullable;

/** A server thread has ended, and all of its resources with it, but not well. */
final class ThreadFailure extends UblkException {
    private static final long serialVersionUID = 1;

    ThreadFailure(String message, @Nullable Throwable cause) { super(message + (cause == null ? "" : ": " + cause), cause); }
}
