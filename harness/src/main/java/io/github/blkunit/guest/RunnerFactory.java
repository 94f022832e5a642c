package io.github.blkunit.guest;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Makes what executes tests. */
interface RunnerFactory {

    /**
     * A runner for a class path.
     *
     * @param jars the host's test class path
     * @param sink takes encoded messages for the host, from any thread
     * @return takes encoded {@code RunMessage}s; returns from a {@code RunTests} when it has been executed, and lets a {@code CancelRun}
     *     from another thread end it
     */
    Consumer<byte[]> create(List<Path> jars, Consumer<byte[]> sink) throws ReflectiveOperationException;
}
