package io.github.blkunit.driver;

import java.nio.file.Path;
import java.util.List;

/**
 * A module that is loaded. Closing unloads it.
 *
 * @param module its name
 */
public record LoadedModule(KernelModule module) implements AutoCloseable {

    /**
     * The device that the module has made, owned by whoever calls this; it takes the module down with it.
     *
     * @throws DriverException if the node does not come or does not answer a read; the module is unloaded then
     */
    public RunningDriver device(Path node) throws DriverException, InterruptedException {
        return FirstRead.orClose(Stack.of(node, List.of(this::close)));
    }

    @Override
    public void close() throws DriverException { module.unload(); }
}
