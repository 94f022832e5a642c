package io.github.blkunit.driver;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device that is made of several things, taken down from the top; what goes wrong first is thrown, the rest suppressed in it. */
final class Stack implements RunningDriver {

    /** Something to take down. Idempotent. */
    @FunctionalInterface
    interface Layer {
        void close() throws DriverException;
    }

    private final Path node;
    private final List<Layer> layers;

    private Stack(Path node, List<Layer> layers) {
        this.node = node;
        this.layers = List.copyOf(layers);
    }

    /**
     * A device.
     *
     * @param layers what it is made of, the top first
     */
    static Stack of(Path node, List<Layer> layers) {
        return new Stack(node, layers);
    }

    @Override
    public Path node() { return node; }

    @Override
    public void close() throws DriverException {
        @Nullable
        DriverException first = null;
        for (Layer layer : layers) {
            try {
                layer.close();
            } catch (DriverException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) { throw first; }
    }
}
