package io.github.blkunit.engine;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The kernel complained of itself while the test ran, or did not say what the test requires. A failure, not an error. */
public final class KernelComplaintError extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Without a stack: it happened in the kernel.
     *
     * @param message begins with the report's title
     * @param cause what the test itself failed with, if it did
     */
    public KernelComplaintError(String message, @Nullable Throwable cause) {
        super(message, cause);
        setStackTrace(new StackTraceElement[0]);
    }
}
