package io.github.blkunit.vm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A running machine. Owned by whoever launched it; its methods may be called from any thread. */
public interface Machine extends AutoCloseable {

    /** Bytes from the agent. Ends when the machine ends; read by one thread. */
    InputStream in();

    /** Bytes to the agent; written by one thread at a time. */
    OutputStream out();

    /** What this machine is, in one line: launcher, accelerator, CPUs, memory, kernel. */
    String description();

    /** Whether it began with the memory of another machine: its agent is then silent until it is woken through the channel. */
    default boolean isClone() {
        return false;
    }

    /**
     * What QEMU's monitor answers to a line for people, such as {@code info registers -a}; empty where there is no monitor.
     *
     * @throws IOException if QEMU refuses the line or is gone
     */
    default Optional<String> askMonitor(String line) throws IOException {
        return Optional.empty();
    }

    /**
     * Writes the guest's memory and registers to a file that crash and drgn read. The machine stands still meanwhile: some seconds per gibibyte that the guest has touched.
     *
     * @param file to be made, of as many bytes as that memory takes compressed
     * @return false where there is no way to do that
     * @throws IOException if QEMU refuses, with its words, or is gone
     */
    default boolean dumpMemory(Path file) throws IOException {
        return false;
    }

    /** The last lines of the guest's console, oldest first, at most {@code lines}. */
    List<String> consoleTail(int lines);

    /** Completes, never exceptionally, when the machine is gone, with what is known of why. */
    CompletableFuture<MachineEnd> end();

    /** Ends the machine at once and frees all it holds: process or container, files, threads. Idempotent, never throws. */
    @Override
    void close();
}
