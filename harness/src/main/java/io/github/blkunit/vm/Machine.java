package io.github.blkunit.vm;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running machine. Owned by whoever launched it; its methods may be called from any thread. */
public interface Machine extends AutoCloseable {

    /** Bytes from the agent. Ends when the machine ends; read by one thread. */
    InputStream in();

    /** Bytes to the agent; written by one thread at a time. */
    OutputStream out();

    /** What this machine is, in one line: launcher, accelerator, CPUs, memory, kernel. */
    String description();

    /** The last lines of the guest's console, oldest first, at most {@code lines}. */
    List<String> consoleTail(int lines);

    /** Completes, never exceptionally, when the machine is gone, with what is known of why. */
    CompletableFuture<MachineEnd> end();

    /** Ends the machine at once and frees all it holds: process or container, files, threads. Idempotent, never throws. */
    @Override
    void close();
}
