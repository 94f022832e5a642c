package io.github.blkunit.guest;

import java.util.function.Consumer;

/** Makes what executes tests. */
interface RunnerFactory {

    /**
     * A runner for a class path.
     *
     * @param sink takes encoded messages for the host, from any thread
     * @return takes encoded {@code RunMessage}s; returns from a {@code RunTests} when it has been executed, and lets a {@code CancelRun}
     *     from another thread end it, a {@code Proceed} let it go on
     */
    Runner create(GuestClassPath classPath, Consumer<byte[]> sink) throws ReflectiveOperationException;

    /** Executes tests of one class path. */
    interface Runner extends Consumer<byte[]> {

        /** Whether it serves this class path as well from now on, with what it has loaded. */
        boolean adopt(GuestClassPath classPath);
    }
}
