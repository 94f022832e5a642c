package io.github.blkunit.guest;

import io.github.blkunit.wire.Failure;
import io.github.blkunit.wire.Frame;
import java.util.List;

/** Failures of the agent's own, without JUnit. */
final class Problems {
    private Problems() {}

    static Failure plain(String message, Throwable cause) {
        return new Failure(cause.getClass().getName(), List.of(), message, message, Frame.of(cause.getStackTrace()), null, null,
                null,
                List.of(), List.of());
    }
}
