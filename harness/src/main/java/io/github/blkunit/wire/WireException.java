package io.github.blkunit.wire;

import java.io.IOException;

/** What came over the channel is not what the protocol allows: torn, damaged, hostile, of another version or of another secret. */
public class WireException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param message what was expected and what came */
    public WireException(String message) { super(message); }

    /** @param message what was expected and what came */
    public WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
