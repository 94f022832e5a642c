package io.github.blkunit.driver;

import java.nio.file.Files;
import java.nio.file.Path;

/** A device that is there already, such as a disk of a machine made for testing. Closing leaves it alone. */
public final class ExistingDevice implements RunningDriver {
    private final Path node;

    private ExistingDevice(Path node) { this.node = node; }

    /**
     * The device with this node.
     *
     * @throws DriverException if there is none, or it does not answer a read
     */
    public static ExistingDevice at(Path node) throws DriverException, InterruptedException {
        if (!Files.exists(node)) { throw new DriverException("there is no such device: node=" + node); }
        FirstRead.of(node);
        return new ExistingDevice(node);
    }

    @Override
    public Path node() { return node; }

    @Override
    public void close() {
        // It was here before us.
    }
}
