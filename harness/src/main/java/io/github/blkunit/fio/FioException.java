package io.github.blkunit.fio;

import org.jspecify.annotations.Nullable;

/**
 * fio could not do what the job asked for. Unchecked, because a test has nothing to do about it but fail.
 * The message says which of it: fio missing, job refused, device error, no end in time, no readable result.
 */
public class FioException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FioException(String message) { super(message); }

    public FioException(String message, @Nullable Throwable cause) { super(message, cause); }
}
