package io.github.blkunit.ublk.sys;

import org.jspecify.annotations.Nullable;

/** A ublk server or its machinery could not do what was asked. The message says what failed, with which values, and what to do. */
public class UblkException extends RuntimeException {
    public UblkException(String message) { super(message); }

    public UblkException(String message, @Nullable Throwable cause) { super(message, cause); }
}
