package io.github.blkunit.engine;

import java.io.Serial;

/** The guest did not survive the test: its kernel panicked, the test ended the JVM, or it never came back. A failure, not an error. */
public class GuestDiedError extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param message what happened, with the evidence */
    public GuestDiedError(String message) { super(message); }
}
