package io.github.blkunit.vm;

import org.jspecify.annotations.Nullable;

/** The harness's own machinery failed (no bundle, no QEMU, no Docker, no memory ...): neither the test's nor the driver's fault. */
public class MachineFault extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what failed, the inputs, and what to do */
    public MachineFault(String message) { super(message); }

    /** @param message what failed, the inputs, and what to do */
    public MachineFault(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
