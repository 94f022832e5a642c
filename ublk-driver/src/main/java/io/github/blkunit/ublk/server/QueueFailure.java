package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.UblkException;
import org.jspecify.annotations.Nullable;

/** A queue thread has ended, and all of its resources with it, but not well. */
final class QueueFailure extends UblkException {
    QueueFailure(String message, @Nullable Throwable cause) { super(message + (cause == null ? "" : ": " + cause), cause); }
}
