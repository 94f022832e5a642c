package io.github.blkunit.engine;

import org.jspecify.annotations.Nullable;

/** The harness's own machinery failed a test: no machine, a killed QEMU, a dead agent. Neither the test's nor the driver's fault. */
public class VmInfrastructureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what failed and what to do */
    public VmInfrastructureException(String message) { super(message); }

    /** @param message what failed and what to do */
    public VmInfrastructureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
