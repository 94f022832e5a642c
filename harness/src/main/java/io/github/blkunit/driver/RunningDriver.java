package io.github.blkunit.driver;

import java.nio.file.Path;
import java.util.List;

/** A device that is up. Owned by whoever called {@link Driver#up}. */
public interface RunningDriver extends AutoCloseable {

    /** The block device node, such as {@code /dev/ublkb0}. */
    Path node();

    /** Files worth keeping with the results, such as a server's log; complete once {@link #close} has returned. */
    default List<Path> logs() {
        return List.of();
    }

    /**
     * Takes the device down and returns when node and server or module are gone. Idempotent.
     * Has its own deadline; an interrupt is kept for the caller and does not cut it short.
     *
     * @throws DriverException if something is left behind; the message names it
     */
    @Override
    void close() throws DriverException;
}
