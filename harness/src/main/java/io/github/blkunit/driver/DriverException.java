package io.github.blkunit.driver;

import org.jspecify.annotations.Nullable;

/** The driver under test did not do what was asked of it: the blame is the driver's or the kernel's, not the harness's. */
public class DriverException extends Exception {
    private static final long serialVersionUID = 1;

    public DriverException(String message) { super(message); }

    public DriverException(String message, @Nullable Throwable cause) { super(message, cause); }
}
