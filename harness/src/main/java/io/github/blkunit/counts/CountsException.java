package io.github.blkunit.counts;

import org.jspecify.annotations.Nullable;

/** Counting was not possible, or what was counted cannot be believed; the message says why. No verdict follows from it. */
public class CountsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CountsException(String message) { super(message); }

    public CountsException(String message, @Nullable Throwable cause) { super(message, cause); }
}
